/** Names of countries and languages in the reader's language, from the browser's own tables. */
const cache = new Map<string, Intl.DisplayNames>();

function names(locale: string, type: "region" | "language"): Intl.DisplayNames {
  const key = `${locale}|${type}`;
  const found = cache.get(key) ?? new Intl.DisplayNames([locale], { type, fallback: "code" });
  cache.set(key, found);
  return found;
}

export function countryName(code: string, locale: string): string {
  return names(locale, "region").of(code) ?? code;
}

export function languageName(code: string, locale: string): string {
  return names(locale, "language").of(code) ?? code;
}

/** A language in its own words ("suomi"), for a link that leads to it. */
export function ownName(code: string): string {
  return languageName(code, code);
}

/** "Hollowmere, Vesijärvi and Sainte-Aure" */
export function listOf(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

/** The place that names a time zone: "Kyiv" of "Europe/Kyiv". */
export function zonePlace(zone: string): string {
  return zone.split("/").pop()?.replaceAll("_", " ") ?? zone;
}
