import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import type { TextFieldProps } from "react-aria-components/TextField";
import { TextField } from "react-aria-components/TextField";

import { CONTROL, FIELD, HINT, LABEL } from "./styles";

type Props = Omit<TextFieldProps, "className" | "style" | "children"> & {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  rows?: number;
  lang?: string;
};

export function TextArea({ label, hint, error, rows = 5, lang, ...props }: Props) {
  return (
    <TextField {...props} isInvalid={Boolean(error)} className={FIELD}>
      <Label className={LABEL}>{label}</Label>
      {hint && (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      )}
      {/* field-sizing lets the box grow with the text where the browser knows it. */}
      <AriaTextArea rows={rows} lang={lang} style={{ minHeight: `${rows * 1.55 + 1.25}rem` }}
        className={`${CONTROL} field-sizing-content max-h-[70vh]`} />
      <FieldError className="font-bold text-bad">{error}</FieldError>
    </TextField>
  );
}
