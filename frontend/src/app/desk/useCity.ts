import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";

import { getCityOptions } from "@/api/@tanstack/react-query.gen";

import { useOrganisation } from "./organisation";

const CURRENCIES: Record<string, string> = {
  CA: "CAD",
  GB: "GBP",
  US: "USD",
  UA: "UAH",
  CH: "CHF",
  SE: "SEK",
  NO: "NOK",
  DK: "DKK",
  PL: "PLN",
};

/** The city for which the account acts, with the currency its country pays in. */
export function useCity() {
  const { i18n } = useLingui();
  const organisation = useOrganisation("city");
  const slug = organisation?.slug ?? "";
  const { data: city } = useQuery({
    ...getCityOptions({ path: { slug }, query: { lang: i18n.locale } }),
    enabled: slug !== "",
  });
  return { organisation, city, currency: CURRENCIES[city?.country ?? ""] ?? "EUR" };
}
