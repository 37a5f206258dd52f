import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import { Select } from "@/shared/ui/Select";

import { COUNTRIES, sortedCountries } from "./countries";

type Props = { label: string; hint?: string; value: string; onChange: (code: string) => void; error?: string | undefined };

export function CountrySelect({ value, ...props }: Props) {
  const { t, i18n } = useLingui();
  const options = useMemo(() => {
    const known = COUNTRIES.includes(value) || value === "" ? COUNTRIES : [...COUNTRIES, value];
    return [{ value: "", label: t`Choose a country` }, ...sortedCountries(i18n.locale, known)];
  }, [i18n.locale, value, t]);
  return <Select {...props} value={value} options={options} />;
}
