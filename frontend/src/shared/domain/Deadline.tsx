import { Plural, Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";

import { dayIn, daysLeft, hourIn, readersTime } from "@/shared/lib/dates";

// What is further away than a week is not urgent, so it is not yellow.
const SOON_DAYS = 7;
// A date without a time means the end of that day; the API gives its last second.
const END_OF_DAY = "23:59";

type Moment = { at: string; zone: string; now: Date };

export function DaysLeft({ at, zone, now }: Moment) {
  const days = daysLeft(at, zone, now);
  if (new Date(at) < now || days > SOON_DAYS) return null;
  return (
    <span className="inline-block rounded-sm bg-signal px-2 py-0.5 font-sign text-[0.875rem] font-bold text-on-signal">
      {days === 0 ? <Trans>closes today</Trans> : <Plural value={days} one="# day left" other="# days left" />}
    </span>
  );
}

/** "27 Nov, 16:00", or the day alone where it lasts to the day's end. */
export function When({ at, zone, now }: Moment) {
  const { i18n } = useLingui();
  const day = dayIn(i18n.locale, at, zone, now);
  const hour = hourIn(at, zone);
  return <time dateTime={at}>{hour === END_OF_DAY ? day : `${day}, ${hour}`}</time>;
}

/** Whose time a date is, and the reader's own hour where it differs. */
export function Whose({ at, zone, now, place, assumed }: Moment & { place: string; assumed: boolean }) {
  const { i18n } = useLingui();
  const wholeDay = hourIn(at, zone) === END_OF_DAY;
  const yours = wholeDay ? null : readersTime(i18n.locale, at, zone);
  const past = new Date(at) < now;
  return (
    <>
      {wholeDay ? <Trans>end of day, {place}</Trans> : <Trans>in {place}</Trans>}
      {yours && !past && (
        <>
          {" "}
          <Trans>
            (your <span className="figure-sign whitespace-nowrap">{yours}</span>)
          </Trans>
        </>
      )}
      {assumed && (
        <>
          {" · "}
          <Trans>zone assumed</Trans>
        </>
      )}
    </>
  );
}

/** The source states no deadline; the record is merely not shown as open for ever. */
export function Lapses({ at, zone, now }: Moment) {
  const { i18n } = useLingui();
  return <Trans>shown as open until {dayIn(i18n.locale, at, zone, now)}</Trans>;
}

type DeadlineProps = Moment & { place: string; assumed: boolean; isOpen: boolean; isStated: boolean };

/** When it closes, as the feed says it. */
export function Deadline({ isOpen, isStated, ...moment }: DeadlineProps) {
  if (!isStated) {
    return (
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1 md:flex-col md:items-end md:gap-0.5 md:text-end">
        <span className="sign text-[1.0625rem]">
          <Trans>No deadline stated</Trans>
        </span>
        {isOpen && (
          <span className="text-[0.9375rem] leading-snug text-ink2">
            <Lapses {...moment} />
          </span>
        )}
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1 md:flex-col md:items-end md:gap-0.5 md:text-end">
      {isOpen && <DaysLeft {...moment} />}
      <span className="sign text-[1.0625rem] whitespace-nowrap">
        <When {...moment} />
      </span>
      <span className="text-[0.9375rem] leading-snug text-ink2">
        <Whose {...moment} />
      </span>
    </div>
  );
}
