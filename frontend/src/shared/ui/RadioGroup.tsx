import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { Text } from "react-aria-components/Text";

import { FIELD, HINT, LABEL } from "./styles";

type Choice<T extends string> = { value: T; label: string; hint?: string };

type Props<T extends string> = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  choices: readonly Choice<T>[];
  value: T | null;
  onChange: (value: T) => void;
};

export function RadioGroup<T extends string>({ label, hint, error, choices, value, onChange }: Props<T>) {
  return (
    <AriaRadioGroup value={value} onChange={(next) => onChange(next as T)} isInvalid={Boolean(error)} className={FIELD}>
      <Label className={LABEL}>{label}</Label>
      {hint && (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      )}
      <div className="flex flex-col">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="group relative flex min-h-11 cursor-pointer items-start gap-3 rounded-sm py-2 leading-snug">
            <span
              aria-hidden
              className="mt-0.5 size-5 flex-none rounded-full border-2 border-edge bg-card group-data-[hovered]:border-ink group-data-[selected]:border-[6px] group-data-[selected]:border-ink"
            />
            <span>
              {choice.label}
              {choice.hint && <span className={`block ${HINT}`}>{choice.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className="font-bold text-bad">{error}</FieldError>
    </AriaRadioGroup>
  );
}
