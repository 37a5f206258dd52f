import type { Ref } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import type { TextFieldProps } from "react-aria-components/TextField";
import { TextField as AriaTextField } from "react-aria-components/TextField";

import { CONTROL, FIELD, HINT, LABEL } from "./styles";

type Props = Omit<TextFieldProps, "className" | "style" | "children"> & {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  list?: string;
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
};

export function TextField({ label, hint, error, placeholder, list, inputRef, className = "", ...props }: Props) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} className={`${FIELD} ${className}`}>
      <Label className={LABEL}>{label}</Label>
      {hint && (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      )}
      <Input ref={inputRef} placeholder={placeholder} list={list} className={CONTROL} />
      <FieldError className="font-bold text-bad">{error}</FieldError>
    </AriaTextField>
  );
}
