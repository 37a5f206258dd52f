import { useLingui } from "@lingui/react";
import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { countryName, listOf } from "@/shared/lib/names";

import type { CardPublisher } from "@/api";

const NAME = "font-semibold text-ink no-underline hover:underline";

/** A city of ours leads to its page; a buyer of another portal to its records. */
function Publisher({ publisher }: { publisher: CardPublisher }) {
  const { name, kind, slug, id } = publisher;
  if (kind === "city" && slug) {
    return (
      <Link to="/cities/$slug" params={{ slug }} lang={name.lang} className={NAME}>
        {name.value}
      </Link>
    );
  }
  return (
    <Link to="/buyers/$id" params={{ id }} lang={name.lang} className={NAME}>
      {name.value}
    </Link>
  );
}

/** Who posted it: "Hollowmere with Vesijärvi and Sainte-Aure · 3 cities, one challenge". */
export function Posted({ publishers }: { publishers: readonly CardPublisher[] }) {
  const { i18n } = useLingui();
  const [lead, ...others] = [...publishers].sort((a, b) => Number(b.lead) - Number(a.lead));
  if (!lead) return null;
  const names = listOf(
    others.map(({ name }) => name.value),
    i18n.locale,
  );
  return (
    <>
      {others.length === 0 ? (
        <>
          <Publisher publisher={lead} />, {countryName(lead.country, i18n.locale)}
        </>
      ) : (
        <>
          <Trans>
            <Publisher publisher={lead} /> with <b className="font-semibold text-ink">{names}</b>
          </Trans>
          {" · "}
          <Plural value={publishers.length} other="# cities, one challenge" />
        </>
      )}
    </>
  );
}
