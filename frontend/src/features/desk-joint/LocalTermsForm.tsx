import type { MessageDescriptor } from "@lingui/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";

import type { DataTermsOutput, GateOutput, IpTermsOutput, LocalTermsOutput, Route } from "@/api";
import { sortedCountries } from "@/shared/domain/countries";
import { LICENCE, OWNERSHIP, PERMISSION, ROUTE, TRAINING } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { LanguageTabs, TEXT_LANGUAGES } from "@/shared/desk/LanguageTabs";
import { MoneyField } from "@/shared/desk/MoneyField";
import { PickMany } from "@/shared/desk/PickMany";
import { countryName, languageName } from "@/shared/lib/names";
import { Disclosure } from "@/shared/ui/Disclosure";
import { Select } from "@/shared/ui/Select";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";

type Props = {
  value: LocalTermsOutput;
  onChange: (value: LocalTermsOutput) => void;
  currency: string;
  /** The language in which the city writes first. */
  language: string;
};

export const NO_TERMS: LocalTermsOutput = {
  budget_share: null,
  route: "unstated",
  ip: null,
  data: null,
  gates: [],
  languages: [],
  contact: "",
  decision: { body: "", by: null },
  notes: {},
};
const NO_IP: IpTermsOutput = {
  background: "unstated",
  foreground: "unstated",
  licence_to_city: "unstated",
  reuse_by_other_cities: "unstated",
};
const NO_DATA: DataTermsOutput = {
  input_owner: "unstated",
  output_owner: "unstated",
  metadata_owner: "unstated",
  training_use: "unstated",
  residency: [],
  privacy_by_design: null,
  audit_rights: null,
};

/** What differs for one city. Whatever is left alone is as in the common terms. */
export function LocalTermsForm({ value, onChange, currency, language }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const set = (change: Partial<LocalTermsOutput>) => onChange({ ...value, ...change });
  const languages = useMemo(
    () => TEXT_LANGUAGES.map((code) => ({ value: code, label: languageName(code, i18n.locale) })),
    [i18n.locale],
  );
  return (
    <div className="flex flex-col gap-5">
      <MoneyField
        label={t`Your share of the budget`}
        value={value.budget_share}
        onChange={(budget_share) => set({ budget_share })}
        defaultCurrency={currency}
      />
      <Select<Route>
        label={t`Route under your own thresholds`}
        value={value.route}
        onChange={(route) => set({ route })}
        options={(Object.keys(ROUTE) as Route[]).map((one) => ({ value: one, label: word(ROUTE, one) }))}
      />
      <PickMany
        label={t`Languages in which you take answers`}
        options={languages}
        value={value.languages}
        onChange={(chosen) => set({ languages: chosen })}
        openLabel={t`Show the list`}
      />
      <TextField
        label={t`Contact`}
        hint={t`An office and its address, never a person’s name`}
        maxLength={200}
        value={value.contact}
        onChange={(contact) => set({ contact })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t`Who decides for your city`}
          hint={t`For instance its council`}
          maxLength={200}
          value={value.decision.body}
          onChange={(body) => set({ decision: { ...value.decision, body } })}
        />
        <TextField
          label={t`It decides by`}
          type="date"
          value={value.decision.by ?? ""}
          onChange={(by) => set({ decision: { ...value.decision, by: by || null } })}
        />
      </div>
      <Disclosure title={<Trans>Rights and data that differ for you</Trans>}>
        <Rights value={value} set={set} />
      </Disclosure>
      <Notes value={value} set={set} language={language} />
    </div>
  );
}

type Setting = { value: LocalTermsOutput; set: (change: Partial<LocalTermsOutput>) => void };

function Rights({ value, set }: Setting) {
  const { t, i18n } = useLingui();
  const ip = value.ip ?? NO_IP;
  const data = value.data ?? NO_DATA;
  const setIp = (change: Partial<IpTermsOutput>) => set({ ip: orNull({ ...ip, ...change }, NO_IP) });
  const setData = (change: Partial<DataTermsOutput>) => set({ data: orNull({ ...data, ...change }, NO_DATA) });
  const places = useMemo(
    () => [{ value: "EU", label: countryName("EU", i18n.locale) }, ...sortedCountries(i18n.locale)],
    [i18n.locale],
  );
  return (
    <div className="flex flex-col gap-5 pt-2">
      <Choice label={t`What a supplier brings`} labels={OWNERSHIP} value={ip.background} onChange={(background) => setIp({ background })} />
      <Choice label={t`What is made in the work`} labels={OWNERSHIP} value={ip.foreground} onChange={(foreground) => setIp({ foreground })} />
      <Choice label={t`Licence to the city`} labels={LICENCE} value={ip.licence_to_city} onChange={(licence_to_city) => setIp({ licence_to_city })} />
      <Choice
        label={t`May other cities use it?`}
        labels={PERMISSION}
        value={ip.reuse_by_other_cities}
        onChange={(reuse_by_other_cities) => setIp({ reuse_by_other_cities })}
      />
      <Choice label={t`Data that comes out`} labels={OWNERSHIP} value={data.output_owner} onChange={(output_owner) => setData({ output_owner })} />
      <Choice
        label={t`May models be trained on the data?`}
        labels={TRAINING}
        value={data.training_use}
        onChange={(training_use) => setData({ training_use })}
      />
      <PickMany
        label={t`Where data may be kept`}
        options={places}
        value={data.residency}
        onChange={(residency) => setData({ residency })}
        openLabel={t`Show countries`}
      />
    </div>
  );
}

function orNull<T>(value: T, nothing: T): T | null {
  return JSON.stringify(value) === JSON.stringify(nothing) ? null : value;
}

type ChoiceProps<T extends string> = {
  label: string;
  labels: Record<T, MessageDescriptor>;
  value: T;
  onChange: (value: T) => void;
};

/** Not stated means here: as in the common terms. */
function Choice<T extends string>({ label, labels, value, onChange }: ChoiceProps<T>) {
  const { t } = useLingui();
  const word = useWords();
  return (
    <Select<T>
      label={label}
      value={value}
      onChange={onChange}
      options={(Object.keys(labels) as T[]).map((one) => ({
        value: one,
        label: one === "unstated" ? t`As in the common terms` : word(labels, one),
      }))}
    />
  );
}

function Notes({ value, set, language }: Setting & { language: string }) {
  const { t } = useLingui();
  const [current, setCurrent] = useState(language);
  const [added, setAdded] = useState<string[]>([]);
  const languages = [...new Set([language, ...Object.keys(value.notes), ...added])];
  const own = value.gates.filter(({ kind }) => kind === "other");
  const rest = value.gates.filter(({ kind }) => kind !== "other");
  return (
    <>
      <LanguageTabs
        languages={languages}
        original={language}
        current={current}
        onCurrent={setCurrent}
        onAdd={(one) => {
          setAdded([...added, one]);
          setCurrent(one);
        }}
      />
      <TextArea
        key={current}
        label={t`What else differs for your city`}
        lang={current}
        rows={3}
        maxLength={2000}
        value={value.notes[current] ?? ""}
        onChange={(text) => set({ notes: without({ ...value.notes, [current]: text }) })}
      />
      <TextArea
        key={`conditions-${current}`}
        label={t`Further conditions of your city, one a line`}
        hint={t`They are asked for your part only, besides the common ones`}
        lang={current}
        rows={2}
        value={own.map((gate) => gate.label[current] ?? "").join("\n")}
        onChange={(text) => set({ gates: [...rest, ...conditions(text, own, current)] })}
      />
    </>
  );
}

function without(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

/** Lines become conditions that only a person can check; each keeps its id and its other languages. */
export function conditions(text: string, before: readonly GateOutput[], language: string): GateOutput[] {
  if (text === "") return [];
  const used = new Set(before.map(({ id }) => id));
  const fresh = () => {
    let number = 1;
    while (used.has(`own-${number}`)) number += 1;
    used.add(`own-${number}`);
    return `own-${number}`;
  };
  return text.split("\n").map((line, at) => {
    const known = before[at];
    return {
      id: known?.id ?? fresh(),
      kind: "other",
      value: null,
      currency: null,
      label: { ...known?.label, [language]: line },
    };
  });
}
