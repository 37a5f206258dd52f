import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";

import { Button } from "@/shared/ui/Button";
import { ComboBox } from "@/shared/ui/ComboBox";

type Props = {
  label: string;
  hint?: string;
  error?: string | undefined;
  options: readonly { value: string; label: string }[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  openLabel: string;
};

/** Several out of a list that is too long for checkboxes; matching ignores accents. */
export function PickMany({ label, hint, error, options, value, onChange, openLabel }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const found = useMemo(() => {
    const wanted = folded(text);
    return options
      .filter((option) => !value.includes(option.value) && folded(option.label).includes(wanted))
      .map((option) => ({ id: option.value, label: option.label }));
  }, [options, value, text]);
  const name = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={label}
        {...(hint ? { hint } : {})}
        error={error}
        text={text}
        onText={setText}
        options={found}
        onPick={(one) => {
          onChange([...value, one]);
          setText("");
        }}
        openLabel={openLabel}
        empty={<Trans>Nothing with these letters</Trans>}
      />
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {value.map((one) => (
            <li key={one} className="flex items-center rounded-md bg-wash ps-3">
              {name(one)}
              <Button
                look="quiet"
                className="px-3"
                aria-label={t`Remove ${name(one)}`}
                onPress={() => onChange(value.filter((other) => other !== one))}
              >
                <Trans>Remove</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
