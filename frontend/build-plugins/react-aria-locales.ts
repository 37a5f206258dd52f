import type { Plugin } from "vite";

const EMPTY = "\0react-aria-empty-locale";
const LOCALE_FILE = /(?:^|\/)([a-z]{2})-[A-Z]{2}\.m?js$/;

/** React Aria ships its own words in 34 languages in every widget; this keeps the ones the page speaks. */
export function reactAriaLocales(languages: string[]): Plugin {
  return {
    name: "react-aria-locales",
    enforce: "pre",
    resolveId(source, importer) {
      if (!importer || !/node_modules\/react-(aria|stately)/.test(importer)) return null;
      const language = LOCALE_FILE.exec(source)?.[1];
      return language && !languages.includes(language) ? EMPTY : null;
    },
    load: (id) => (id === EMPTY ? "export default {}" : null),
  };
}
