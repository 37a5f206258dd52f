import { describe, expect, test } from "vitest";

import { dayIn, daysLeft, hourIn, plainDay, plainRange, readersTime } from "./dates";

const NOW = new Date("2026-11-21T12:00:00Z");

describe("a deadline in the city's zone", () => {
  test("shows the city's day and hour, not the reader's", () => {
    expect(dayIn("en", "2026-11-27T21:00:00Z", "Europe/Helsinki", NOW)).toBe("27 Nov");
    expect(hourIn("2026-11-27T21:30:00Z", "Europe/Helsinki")).toBe("23:30");
    expect(hourIn("2026-11-27T00:00:00Z", "UTC")).toBe("00:00");
  });

  test("says the year only where it is another one", () => {
    expect(dayIn("en", "2027-02-01T10:00:00Z", "Europe/Paris", NOW)).toBe("1 Feb 2027");
    // Already next year in Auckland, still this year in UTC.
    expect(dayIn("en", "2026-12-31T20:00:00Z", "Pacific/Auckland", NOW)).toBe("1 Jan 2027");
  });

  test("is written in the reader's language", () => {
    expect(dayIn("fr", "2026-11-27T12:00:00Z", "Europe/Paris", NOW)).toBe("27 nov.");
  });
});

describe("the reader's own clock", () => {
  test("is silent where both clocks agree", () => {
    expect(readersTime("en", "2026-11-27T14:00:00Z", "Europe/Paris", "Europe/Berlin")).toBeNull();
  });

  test("gives the hour on the same day and the day where it differs", () => {
    expect(readersTime("en", "2026-11-27T14:00:00Z", "Europe/Helsinki", "America/Toronto")).toBe("09:00");
    expect(readersTime("en", "2026-11-27T22:00:00Z", "America/Vancouver", "Asia/Tokyo")).toBe("28 Nov, 07:00");
  });
});

describe("days left", () => {
  test("counts midnights in the city, not blocks of 24 hours", () => {
    expect(daysLeft("2026-11-27T14:00:00Z", "Europe/Helsinki", NOW)).toBe(6);
    // 23:30 UTC on the 21st is already the 22nd in Helsinki.
    expect(daysLeft("2026-11-21T23:30:00Z", "Europe/Helsinki", NOW)).toBe(1);
    expect(daysLeft("2026-11-21T23:30:00Z", "UTC", NOW)).toBe(0);
    expect(daysLeft("2026-11-20T00:00:00Z", "UTC", NOW)).toBe(-1);
  });

  test("is not shortened by the night that loses an hour", () => {
    const before = new Date("2026-03-28T12:00:00Z");
    expect(daysLeft("2026-03-30T08:00:00Z", "Europe/Helsinki", before)).toBe(2);
  });
});

test("a plain date keeps its day in any zone", () => {
  expect(plainDay("en", "2027-02-01")).toBe("1 Feb 2027");
});

test("a stretch of days says once what both ends share", () => {
  const spaced = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, " ");
  expect(spaced(plainRange("en", "2027-01-11", "2027-02-20"))).toBe("11 Jan – 20 Feb 2027");
  expect(plainRange("en", "2027-01-11", "2027-01-11")).toBe("11 Jan 2027");
});
