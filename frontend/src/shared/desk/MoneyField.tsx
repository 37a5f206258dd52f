import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { Money } from "@/api";
import { formatMoney, fractionDigits, parseMoney } from "@/shared/lib/money";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

const CURRENCIES = ["EUR", "CAD", "GBP", "USD", "UAH", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "RON", "HUF", "JPY"];

export function CurrencySelect({ value, onChange, label }: { value: string; onChange: (code: string) => void; label: string }) {
  const codes = CURRENCIES.includes(value) ? CURRENCIES : [...CURRENCIES, value];
  return <Select label={label} value={value} onChange={onChange} options={codes.map((code) => ({ value: code, label: code }))} />;
}

type AmountProps = {
  label: string;
  hint?: string;
  minor: number | null;
  currency: string;
  onChange: (minor: number | null) => void;
  error?: string | undefined;
};

/** An amount as people write it ("60 000"), kept in minor units; what is read stands below while one types. */
export function AmountField({ label, hint, minor, currency, onChange, error }: AmountProps) {
  const { t, i18n } = useLingui();
  const [text, setText] = useState(minor === null ? "" : String(minor / 10 ** fractionDigits(currency)));
  const parsed = text.trim() ? parseMoney(text, currency) : null;
  const read = typeof parsed === "number" ? formatMoney(parsed, currency, i18n.locale) : undefined;
  return (
    <TextField
      label={label}
      hint={read ?? hint}
      inputMode="decimal"
      value={text}
      onChange={(next) => {
        setText(next);
        const amount = next.trim() ? parseMoney(next, currency) : null;
        if (amount !== undefined) onChange(amount);
      }}
      error={parsed === undefined ? t`Write the amount in figures, for instance 60 000.` : error}
    />
  );
}

type MoneyProps = {
  label: string;
  hint?: string;
  value: Money | null;
  onChange: (value: Money | null) => void;
  defaultCurrency: string;
  error?: string | undefined;
};

/** An amount with its currency; empty means not answered. */
export function MoneyField({ label, hint, value, onChange, defaultCurrency, error }: MoneyProps) {
  const { t } = useLingui();
  const [currency, setCurrency] = useState(value?.currency ?? defaultCurrency);
  return (
    <div className="grid grid-cols-[1fr_7.5rem] items-end gap-3">
      <AmountField
        label={label}
        {...(hint ? { hint } : {})}
        minor={value?.amount_minor ?? null}
        currency={currency}
        error={error}
        onChange={(minor) => onChange(minor === null ? null : { amount_minor: minor, currency })}
      />
      <CurrencySelect
        label={t`Currency`}
        value={currency}
        onChange={(code) => {
          setCurrency(code);
          if (value) onChange({ ...value, currency: code });
        }}
      />
    </div>
  );
}
