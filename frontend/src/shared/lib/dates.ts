/**
 * Dates as a reader meets them: in the city's own zone, with the reader's hour beside it where it differs.
 * Instants are ISO 8601 in UTC; zones are IANA names.
 */

const MS_PER_DAY = 86_400_000;

export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type Parts = { year: number; month: number; day: number; hour: string; minute: string };

function partsIn(zone: string, instant: Date): Parts {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? "0";
  return { year: +get("year"), month: +get("month"), day: +get("day"), hour: get("hour"), minute: get("minute") };
}

function dayNumber({ year, month, day }: Parts): number {
  return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY);
}

/** "27 Nov", with the year where it is not the current one. */
export function dayIn(locale: string, at: string, zone: string, now: Date): string {
  const instant = new Date(at);
  const otherYear = partsIn(zone, instant).year !== partsIn(zone, now).year;
  return new Intl.DateTimeFormat(regional(locale), {
    timeZone: zone,
    day: "numeric",
    month: "short",
    ...(otherYear ? { year: "numeric" as const } : {}),
  }).format(instant);
}

/** "16:00", on the 24-hour clock in every language: it is the one that cannot be misread. */
export function hourIn(at: string, zone: string): string {
  const { hour, minute } = partsIn(zone, new Date(at));
  return `${hour}:${minute}`;
}

/**
 * The same instant on the reader's own clock: null where both clocks agree, "23:00" on the same day,
 * "28 Nov, 04:00" where the day differs.
 */
export function readersTime(locale: string, at: string, zone: string, own = localZone()): string | null {
  const instant = new Date(at);
  const there = partsIn(zone, instant);
  const here = partsIn(own, instant);
  const sameDay = dayNumber(there) === dayNumber(here);
  if (sameDay && there.hour === here.hour && there.minute === here.minute) return null;
  return sameDay ? hourIn(at, own) : `${dayIn(locale, at, own, instant)}, ${hourIn(at, own)}`;
}

/** Midnights in the city between now and the instant: 0 is today, negative is past. */
export function daysLeft(at: string, zone: string, now: Date): number {
  return dayNumber(partsIn(zone, new Date(at))) - dayNumber(partsIn(zone, now));
}

/** A calendar date without a time ("2027-02-01"), as the source wrote it: no zone is involved. */
export function plainDay(locale: string, date: string): string {
  return plain(locale).format(new Date(`${date}T00:00:00Z`));
}

/** "11 Jan – 20 Feb 2027": what both ends share is said once. */
export function plainRange(locale: string, from: string, to: string): string {
  return plain(locale).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

function plain(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(regional(locale), { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
}

/** English dates read day first here: a reader in any country understands "27 Nov". */
function regional(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}
