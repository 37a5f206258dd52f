import { parseDate, parseDateTime, toZoned } from "@internationalized/date";

/** A date as a city writes it: "2027-01-15" (the end of that day) or "2027-01-15T16:00", on its own clock. */
export type Written = { date: string; time: string };

export function splitLocal(value: string | null): Written {
  const [date = "", time = ""] = (value ?? "").split("T");
  return { date, time: time.slice(0, 5) };
}

export function joinLocal({ date, time }: Written): string | null {
  if (!date) return null;
  return time ? `${date}T${time}` : date;
}

/**
 * The instant of a local date in a zone, as ISO 8601 in UTC.
 * "missing" where the clock jumps over it, "twice" where it comes back, null where it is not a date.
 */
export function instantOf(value: string, zone: string): string | "missing" | "twice" | null {
  try {
    if (!value.includes("T")) {
      const end = parseDateTime(`${parseDate(value).toString()}T23:59:59`);
      return toZoned(end, zone).toDate().toISOString();
    }
    const local = parseDateTime(value);
    const earlier = toZoned(local, zone, "earlier");
    const later = toZoned(local, zone, "later");
    if (earlier.toDate().getTime() === later.toDate().getTime()) return earlier.toDate().toISOString();
    const exists = earlier.hour === local.hour && earlier.minute === local.minute;
    return exists ? "twice" : "missing";
  } catch {
    return null;
  }
}
