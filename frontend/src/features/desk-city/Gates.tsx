import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";

import type { GateKind, GateOutput, Size } from "@/api";
import { sortedCountries } from "@/shared/domain/countries";
import { gateWords } from "@/shared/domain/gates";
import { GATE, SIZE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { TEXT_LANGUAGES } from "@/shared/desk/LanguageTabs";
import { MoneyField } from "@/shared/desk/MoneyField";
import { PickMany } from "@/shared/desk/PickMany";
import { countryName, languageName } from "@/shared/lib/names";
import { Checkbox } from "@/shared/ui/Checkbox";
import { CheckboxGroup } from "@/shared/ui/CheckboxGroup";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";
import { Items } from "@/shared/desk/Items";

const KINDS = Object.keys(GATE).filter((kind) => kind !== "region") as GateKind[];

/** Hard conditions on who may take part. Each compares one value with one fact of a firm's profile. */
export function Gates({ writing, setTerms, error, language, currency }: PartProps) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { gates } = writing.terms;
  const make = (): GateOutput => ({ id: freshId(gates), kind: "certificate", value: null, currency: null, label: {} });
  return (
    <At pointer="/terms/gates">
      <Items
        label={t`Conditions`}
        items={gates}
        onChange={(changed) => setTerms({ gates: changed })}
        make={make}
        addLabel={t`Add a condition`}
        nameOf={(gate) => gateWords(gate, i18n, word)}
      >
        {(gate, write, at) => (
          <>
            <Select
              label={t`What is asked`}
              value={gate.kind}
              onChange={(kind) => write({ kind, value: null, currency: null })}
              options={KINDS.map((value) => ({ value, label: word(GATE, value) }))}
              error={error(`/terms/gates/${at}/kind`)}
            />
            <GateValue
              key={gate.kind}
              gate={gate}
              write={write}
              currency={currency}
              error={error(`/terms/gates/${at}/value`)}
            />
            <TextField
              key={language}
              label={t`In words`}
              hint={t`Left empty, it reads: ${gateWords(gate, i18n, word)}`}
              maxLength={200}
              value={gate.label[language] ?? ""}
              onChange={(text) => write({ label: { ...gate.label, [language]: text } })}
              error={error(`/terms/gates/${at}/label`)}
            />
          </>
        )}
      </Items>
    </At>
  );
}

/** Ids stay the same within a challenge, so that answers can refer to them: a new one is never an old one again. */
function freshId(gates: readonly GateOutput[]): string {
  const numbers = gates.map(({ id }) => Number(/^gate-(\d+)$/.exec(id)?.[1] ?? 0));
  return `gate-${Math.max(0, ...numbers) + 1}`;
}

type ValueProps = {
  gate: GateOutput;
  write: (change: Partial<GateOutput>) => void;
  currency: string;
  error: string | undefined;
};

function GateValue({ gate, write, currency, error }: ValueProps) {
  const { t } = useLingui();
  switch (gate.kind) {
    case "country":
    case "language":
      return <PlacesOrLanguages gate={gate} write={write} currency={currency} error={error} />;
    case "size":
      return <Sizes gate={gate} write={write} currency={currency} error={error} />;
    case "insurance":
    case "turnover":
      return (
        <MoneyField
          label={t`At least`}
          value={
            typeof gate.value === "number" && gate.currency
              ? { amount_minor: gate.value, currency: gate.currency }
              : null
          }
          onChange={(money) => write({ value: money?.amount_minor ?? null, currency: money?.currency ?? null })}
          defaultCurrency={gate.currency ?? currency}
          error={error}
        />
      );
    case "years":
    case "prior_projects":
      return <WholeNumber gate={gate} write={write} currency={currency} error={error} />;
    case "certificate":
      return (
        <TextField
          label={t`Its name`}
          hint={t`For instance ISO 27001`}
          value={typeof gate.value === "string" ? gate.value : ""}
          onChange={(value) => write({ value: value || null })}
          error={error}
        />
      );
    default:
      return null;
  }
}

function listIn(value: GateOutput["value"]): string[] {
  return Array.isArray(value) ? value : [];
}

function PlacesOrLanguages({ gate, write, error }: ValueProps) {
  const { t, i18n } = useLingui();
  const options = useMemo(() => {
    if (gate.kind === "language") {
      return TEXT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.locale) }));
    }
    return [{ value: "EU", label: countryName("EU", i18n.locale) }, ...sortedCountries(i18n.locale)];
  }, [gate.kind, i18n.locale]);
  return (
    <PickMany
      label={gate.kind === "language" ? t`One of these languages` : t`One of these countries`}
      options={options}
      value={listIn(gate.value)}
      onChange={(value) => write({ value })}
      openLabel={t`Show the list`}
      error={error}
    />
  );
}

function Sizes({ gate, write, error }: ValueProps) {
  const { t } = useLingui();
  const word = useWords();
  return (
    <CheckboxGroup label={t`One of these sizes`} value={listIn(gate.value)} onChange={(value) => write({ value })} error={error}>
      {(Object.keys(SIZE) as Size[]).map((size) => (
        <Checkbox key={size} value={size}>
          {word(SIZE, size)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

function WholeNumber({ gate, write, error }: ValueProps) {
  const { t } = useLingui();
  const [text, setText] = useState(typeof gate.value === "number" ? String(gate.value) : "");
  return (
    <TextField
      label={t`At least`}
      inputMode="numeric"
      value={text}
      onChange={(next) => {
        setText(next);
        if (/^\d*$/.test(next)) write({ value: next === "" ? null : Number(next) });
      }}
      error={/^\d*$/.test(text) ? error : t`Write a whole number.`}
    />
  );
}
