import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";

import type { Size } from "@/api";
import { SIZE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { TEXT_LANGUAGES } from "@/shared/desk/LanguageTabs";
import { MoneyField } from "@/shared/desk/MoneyField";
import { Part } from "@/shared/desk/Part";
import { PickMany } from "@/shared/desk/PickMany";
import { languageName } from "@/shared/lib/names";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import type { Profile } from "./profile";
import type { PartProps } from "./ProfileEditor";

type Facts = Profile["facts"];

const SIZES: Size[] = ["micro", "small", "medium", "large"];

/** What cities' conditions are compared with. Unanswered is unknown, never failed. */
export function FactsPart({ profile, set, error }: PartProps) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { facts } = profile;
  const write = (change: Partial<Facts>) => set({ facts: { ...facts, ...change } });
  const languages = useMemo(
    () => TEXT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.locale) })),
    [i18n.locale],
  );
  return (
    <Part
      id="facts"
      title={t`Facts that conditions ask for`}
      lead={
        <Trans>
          Leave empty what you would rather not say: the condition then counts as unknown, never as failed, and never
          changes how well you fit.
        </Trans>
      }
    >
      <Select<Size | "">
        label={t`Size`}
        value={facts.size ?? ""}
        onChange={(size) => write({ size: size === "" ? null : size })}
        options={[
          { value: "", label: t`Not answered` },
          ...SIZES.map((value) => ({ value, label: word(SIZE, value) })),
        ]}
        error={error("/facts/size")}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <WholeNumber
          label={t`Founded in`}
          hint={t`The year`}
          value={facts.founded_year}
          onChange={(founded_year) => write({ founded_year })}
          error={error("/facts/founded_year")}
        />
        <WholeNumber
          label={t`Comparable projects finished`}
          hint={t`How many`}
          value={facts.comparable_projects}
          onChange={(comparable_projects) => write({ comparable_projects })}
          error={error("/facts/comparable_projects")}
        />
      </div>
      <MoneyField
        label={t`Insured up to`}
        value={facts.insurance}
        onChange={(insurance) => write({ insurance })}
        defaultCurrency="EUR"
        error={error("/facts/insurance")}
      />
      <MoneyField
        label={t`Yearly turnover`}
        value={facts.turnover}
        onChange={(turnover) => write({ turnover })}
        defaultCurrency="EUR"
        error={error("/facts/turnover")}
      />
      <Certificates
        value={facts.certificates}
        onChange={(certificates) => write({ certificates })}
        error={error("/facts/certificates")}
      />
      <PickMany
        label={t`Languages you work in`}
        options={languages}
        value={facts.languages ?? []}
        onChange={(chosen) => write({ languages: chosen.length > 0 ? chosen : null })}
        openLabel={t`Show languages`}
        error={error("/facts/languages")}
      />
    </Part>
  );
}

type NumberProps = {
  label: string;
  hint?: string;
  value: number | null;
  onChange: (value: number | null) => void;
  error: string | undefined;
};

function WholeNumber({ label, hint, value, onChange, error }: NumberProps) {
  const { t } = useLingui();
  const [text, setText] = useState(value === null ? "" : String(value));
  const wrong = text.trim() !== "" && !/^\d+$/.test(text.trim());
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="numeric"
      value={text}
      onChange={(next) => {
        setText(next);
        if (/^\d*$/.test(next.trim())) onChange(next.trim() === "" ? null : Number(next));
      }}
      error={wrong ? t`Write a whole number.` : error}
    />
  );
}

type CertificateProps = { value: string[] | null; onChange: (value: string[] | null) => void; error: string | undefined };

/** None at all is an answer; an empty field is not. */
function Certificates({ value, onChange, error }: CertificateProps) {
  const { t } = useLingui();
  const [text, setText] = useState(value?.join(", ") ?? "");
  const none = value !== null && value.length === 0;
  return (
    <div>
      <TextField
        label={t`Certificates`}
        hint={t`Parted by commas, for instance ISO 27001, ISO 14001`}
        value={text}
        isDisabled={none}
        onChange={(next) => {
          setText(next);
          const names = next.split(",").map((name) => name.trim());
          const found = [...new Set(names.filter(Boolean))];
          onChange(found.length > 0 ? found : null);
        }}
        error={error}
      />
      <Checkbox
        isSelected={none}
        onChange={(selected) => {
          setText("");
          onChange(selected ? [] : null);
        }}
      >
        <Trans>We have none</Trans>
      </Checkbox>
    </div>
  );
}
