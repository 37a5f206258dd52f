import { useLingui } from "@lingui/react/macro";

import { RadioGroup } from "@/shared/ui/RadioGroup";

type Props = {
  label: string;
  hint?: string;
  value: boolean | null;
  onChange: (value: boolean | null) => void;
  error?: string | undefined;
};

/** Yes, no, or not stated: silence is an answer that readers are told. */
export function YesNo({ label, hint, value, onChange, error }: Props) {
  const { t } = useLingui();
  return (
    <RadioGroup
      label={label}
      hint={hint}
      error={error}
      value={value === null ? "unstated" : value ? "yes" : "no"}
      onChange={(choice) => onChange(choice === "unstated" ? null : choice === "yes")}
      choices={[
        { value: "yes", label: t`Yes` },
        { value: "no", label: t`No` },
        { value: "unstated", label: t`Not stated` },
      ]}
    />
  );
}
