import type { ReactNode } from "react";
import { CheckboxGroup as AriaCheckboxGroup } from "react-aria-components/CheckboxGroup";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";

import { HINT, LABEL } from "./styles";

type Props<T extends string> = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: readonly T[];
  onChange: (value: T[]) => void;
  children: ReactNode;
  className?: string;
};

export function CheckboxGroup<T extends string>({ label, hint, error, value, onChange, children, className = "" }: Props<T>) {
  return (
    <AriaCheckboxGroup
      value={[...value]}
      onChange={(next) => onChange(next as T[])}
      isInvalid={Boolean(error)}
      className={`flex flex-col ${className}`}
    >
      <Label className={`${LABEL} mb-1`}>{label}</Label>
      {hint && (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      )}
      {children}
      <FieldError className="font-bold text-bad">{error}</FieldError>
    </AriaCheckboxGroup>
  );
}
