/** The first of the wanted languages that a text exists in, or whatever there is. */
export function pick(texts: Record<string, string>, languages: readonly string[]): { value: string; lang: string } | null {
  const lang = languages.find((language) => texts[language]) ?? Object.keys(texts).find((language) => texts[language]);
  return lang === undefined ? null : { value: texts[lang] ?? "", lang };
}
