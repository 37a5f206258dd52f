import { countryName } from "@/shared/lib/names";

/** Where cities and firms on Interurban are; the order is the reader's alphabet. */
export const COUNTRIES = (
  "AD AE AL AM AR AT AU AZ BA BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GE GR HR HU IE IL IN IS IT JP KE KR " +
  "LI LT LU LV MA MC MD ME MK MT MX MY NG NL NO NZ PE PH PL PT RO RS SA SE SG SI SK SM TH TN TR TW UA US UY VN ZA"
).split(" ");

export function sortedCountries(locale: string, codes: readonly string[] = COUNTRIES): { value: string; label: string }[] {
  return codes
    .map((value) => ({ value, label: countryName(value, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
