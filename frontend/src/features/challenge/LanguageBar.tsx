import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { Link } from "@tanstack/react-router";

import type { ChallengeDetail } from "@/api";
import { languageName, ownName } from "@/shared/lib/names";

/** Which language one reads, which one was written first, and the way to each other one. */
export function LanguageBar({ detail }: { detail: ChallengeDetail }) {
  const { i18n } = useLingui();
  const { lang, original } = detail.texts.title;
  const others = detail.languages.filter((language) => language !== lang);
  if (others.length === 0 && lang === i18n.locale) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 text-[0.9375rem] text-ink2">
      <span>
        {original ? (
          <Trans>Written in {languageName(lang, i18n.locale)}.</Trans>
        ) : (
          <Trans>
            You read the translation into {languageName(lang, i18n.locale)}; the original is in{" "}
            {languageName(detail.original_language, i18n.locale)}.
          </Trans>
        )}{" "}
        {others.length > 0 && <Trans>Read it in:</Trans>}
      </span>
      {others.map((language) => (
        <Link
          key={language}
          to="/challenges/$id/$slug"
          params={{ id: detail.id, slug: detail.slug }}
          search={{ lang: language }}
          lang={language}
          hrefLang={language}
          resetScroll={false}
          className="link-quiet inline-flex min-h-11 items-center font-medium text-ink"
        >
          {ownName(language)}
        </Link>
      ))}
    </p>
  );
}
