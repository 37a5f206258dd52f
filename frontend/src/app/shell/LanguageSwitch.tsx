import { useLingui } from "@lingui/react";
import { useQueryClient } from "@tanstack/react-query";

import { choose, LANGUAGE_NAMES, LANGUAGES } from "@/shared/i18n";

/** The other language, in its own words, one press away. */
export function LanguageSwitch() {
  const { i18n } = useLingui();
  const queries = useQueryClient();
  return LANGUAGES.filter((language) => language !== i18n.locale).map((language) => (
    <button
      key={language}
      type="button"
      lang={language}
      className="link-quiet min-h-11 cursor-pointer px-1 text-[0.9375rem]"
      onClick={() => void choose(language).then(() => queries.invalidateQueries())}
    >
      {LANGUAGE_NAMES[language]}
    </button>
  ));
}
