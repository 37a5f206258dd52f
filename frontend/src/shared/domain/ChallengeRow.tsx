import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { formatRange } from "@/shared/lib/money";
import { languageName, ownName, zonePlace } from "@/shared/lib/names";
import { Chip } from "@/shared/ui/Chip";
import { MiddleDot } from "@/shared/ui/MiddleDot";
import { Rail } from "@/shared/ui/Rail";

import { Deadline } from "./Deadline";
import { APPROACH, KIND, RIGHT, STATUS } from "./labels";
import { lineColour } from "./lines";
import { Posted } from "./Posted";
import type { FeedCard } from "@/api";
import { useWords } from "./useWords";

const OVER = new Set(["concluded", "off_ramped", "cancelled", "withdrawn"]);

type Props = { card: FeedCard; now: Date; level?: 2 | 3; children?: ReactNode };

/** One stop of the feed. `children` come under the chips: why it fits, what a city may do with it. */
export function ChallengeRow({ card, now, level = 3, children }: Props) {
  const Heading = `h${level}` as const;
  const [lead] = card.publishers;
  // A buyer's name is long and says little of time: its zone's own place does. A city's zone is its own, whether its
  // officer wrote it or not; only an imported one can be a guess.
  const isCity = lead?.kind === "city";
  const place = isCity ? lead.name.value : zonePlace(card.timezone);
  return (
    <article className="relative border-t border-rule py-5 ps-12">
      <Rail lines={card.publishers.map(({ line }) => lineColour(line))} past={OVER.has(card.status)} />
      <div className="grid gap-x-6 gap-y-2 md:grid-cols-[minmax(0,1fr)_11.5rem]">
        <div className="min-w-0">
          <Heading lang={card.title.lang} className="text-[1.3125rem]">
            <Link
              to="/challenges/$id/$slug"
              params={{ id: card.id, slug: card.slug }}
              className="no-underline decoration-2 underline-offset-4 hover:underline"
            >
              {card.title.value}
            </Link>
          </Heading>
          <p className="mt-0.5 text-[0.9375rem] text-ink2">
            <Posted publishers={card.publishers} />
            <Languages card={card} />
          </p>
          {card.summary && (
            <p lang={card.summary.lang} className="mt-1.5 line-clamp-3 max-w-[68ch]">
              {card.summary.value}
            </p>
          )}
          <Chips card={card} />
        </div>
        {card.closes_at && (
          <Deadline
            at={card.closes_at}
            zone={card.timezone}
            assumed={card.zone_assumed && !isCity}
            place={place}
            now={now}
            isOpen={card.status === "open"}
            isStated={!card.closes_assumed}
          />
        )}
      </div>
      {children}
    </article>
  );
}

/** Says which language one reads, what the original is, and leads to another language that exists. */
function Languages({ card }: { card: FeedCard }) {
  const { i18n } = useLingui();
  const { lang: shown, original } = card.title;
  const others = card.languages.filter((language) => language !== shown);
  const foreign = shown !== i18n.locale;
  return (
    <>
      {foreign && (
        <>
          {" · "}
          <Trans>in {languageName(shown, i18n.locale)}</Trans>
        </>
      )}
      {!original && (
        <>
          {" · "}
          <Trans>original in {languageName(card.original_language, i18n.locale)}</Trans>
        </>
      )}
      {others.length > 0 &&
        others.slice(0, 3).map((language) => (
          <span key={language}>
            {" · "}
            <Link
              to="/challenges/$id/$slug"
              params={{ id: card.id, slug: card.slug }}
              search={{ lang: language }}
              lang={language}
              className="link-quiet"
            >
              {ownName(language)}
            </Link>
          </span>
        ))}
    </>
  );
}

function Chips({ card }: { card: FeedCard }) {
  const { i18n } = useLingui();
  const word = useWords();
  const budget = card.budget && formatRange(card.budget, i18n.locale);
  const rights = Object.keys(RIGHT).filter((right) => card.flags.includes(`right:${right}`));
  return (
    <ul className="mt-2.5 flex flex-wrap gap-1.5">
      <Chip tone="wash">
        {word(KIND, card.kind)}
        {card.approach && (
          <>
            <MiddleDot />
            {word(APPROACH, card.approach)}
          </>
        )}
      </Chip>
      {card.status !== "open" && <Chip tone="wash">{word(STATUS, card.status)}</Chip>}
      {budget && <Chip>{budget}</Chip>}
      {rights.map((right) => (
        <Chip key={right}>{word(RIGHT, right)}</Chip>
      ))}
      {card.demo && (
        <Chip tone="dashed">
          <Trans>Demonstration</Trans>
        </Chip>
      )}
    </ul>
  );
}
