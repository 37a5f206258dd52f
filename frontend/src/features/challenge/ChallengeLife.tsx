import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import { DaysLeft, When } from "@/shared/domain/Deadline";
import { PHASE, STATUS } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { dayIn, plainRange } from "@/shared/lib/dates";
import { LifeLine } from "@/shared/ui/LifeLine";

import { lifeOf, type LifeStop } from "./life";

const NAMES: Record<string, MessageDescriptor> = {
  ...PHASE,
  announced: msg`Announced`,
  published: msg`Published`,
  open: msg`Open`,
  opening: msg`Opening of proposals`,
  decision: msg`Decision`,
  concluded: STATUS.concluded,
  off_ramped: STATUS.off_ramped,
  cancelled: STATUS.cancelled,
  withdrawn: STATUS.withdrawn,
};

export function ChallengeLife({ detail, now }: { detail: ChallengeDetail; now: Date }) {
  const { t } = useLingui();
  const word = useWords();
  const zone = detail.dates.timezone;
  return (
    <LifeLine
      label={t`The life of this challenge`}
      words={{ done: t`done`, now: t`now`, next: t`to come` }}
      stops={lifeOf(detail, now).map((stop) => ({
        key: stop.key,
        state: stop.state,
        name: word(NAMES, stop.name),
        detail: (
          <>
            <StopDates stop={stop} zone={zone} now={now} isStated={!detail.dates.closes_assumed} />
            <Changed stop={stop} detail={detail} />
          </>
        ),
      }))}
    />
  );
}

/** How often it was changed while this stop lasted; leads to the differences. */
function Changed({ stop, detail }: { stop: LifeStop; detail: ChallengeDetail }) {
  const wanted = stop.name === "announced" ? ["forecast"] : stop.name === "open" ? ["amendment", "extension"] : [];
  const count = detail.life.amendments.filter(({ kind }) => wanted.includes(kind)).length;
  if (count === 0) return null;
  return (
    <a href="#changes" className="link-quiet block">
      <Plural value={count} one="changed once" other="changed # times" />
    </a>
  );
}

type StopProps = { stop: LifeStop; zone: string; now: Date; isStated: boolean };

function StopDates({ stop, zone, now, isStated }: StopProps) {
  const { i18n } = useLingui();
  const { from, to, plain } = stop;
  if (plain) {
    return (
      <>
        {plainRange(i18n.locale, from ?? to ?? "", to ?? from ?? "")}
        {stop.verdicts.map((one) => (
          <span key={one.city.id} className="block">
            <span lang={one.city.name.lang}>{one.city.name.value}</span>:{" "}
            <b>{one.verdict === "go" ? <Trans>go</Trans> : <Trans>no-go</Trans>}</b>
          </span>
        ))}
      </>
    );
  }
  if (stop.name === "market_sounding" && to) {
    return (
      <Trans>
        until <When at={to} zone={zone} now={now} />
      </Trans>
    );
  }
  if (stop.name === "open" && !isStated) return <Trans>no deadline stated</Trans>;
  if (stop.name === "open" && to) {
    const closed = new Date(to) < now;
    return (
      <>
        {stop.state === "now" && (
          <span className="block py-0.5 empty:hidden">
            <DaysLeft at={to} zone={zone} now={now} />
          </span>
        )}
        {closed ? (
          <Trans>
            closed <When at={to} zone={zone} now={now} />
          </Trans>
        ) : (
          <Trans>
            closes <When at={to} zone={zone} now={now} />
          </Trans>
        )}
      </>
    );
  }
  if ((stop.name === "published" || stop.name === "announced") && from) return <>{dayIn(i18n.locale, from, zone, now)}</>;
  return from ? <When at={from} zone={zone} now={now} /> : null;
}
