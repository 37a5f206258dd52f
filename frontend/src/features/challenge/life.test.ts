import { expect, test } from "vitest";

import { lifeOf } from "./life";

const NOW = new Date("2026-11-21T12:00:00Z");

const DATES = {
  announced_at: null,
  published_at: "2026-10-14T09:00:00Z",
  opens_at: null,
  questions_until: null,
  closes_at: "2026-11-27T14:00:00Z",
  opening_at: "2026-11-28T08:00:00Z",
  decision_by: "2027-09-30T20:59:59Z",
  ended_at: null,
  timezone: "Europe/Helsinki",
  zone_assumed: false,
  closes_assumed: false,
};

const phase = (kind: "market_sounding" | "pilot", starts_on: string, ends_on: string) => ({
  kind,
  starts_on,
  ends_on,
  go_no_go: false,
  pay: null,
});

const PHASES = [phase("market_sounding", "2026-09-02", "2026-09-30"), phase("pilot", "2027-02-01", "2027-07-31")];

const states = (stops: ReturnType<typeof lifeOf>) => stops.map(({ name, state }) => `${name} ${state}`);

test("an open challenge has its past solid, one stop now, the rest to come", () => {
  const life = lifeOf({ status: "open", dates: DATES, terms: { phases: PHASES } }, NOW);
  expect(states(life)).toEqual([
    "market_sounding done",
    "published done",
    "open now",
    "opening next",
    "pilot next",
    "decision next",
  ]);
});

test("past its deadline nothing is now until the next stop begins", () => {
  const later = new Date("2026-11-27T15:00:00Z");
  const life = lifeOf({ status: "evaluation", dates: { ...DATES, opening_at: null }, terms: { phases: [] } }, later);
  expect(states(life)).toEqual(["published done", "open done", "decision next"]);
});

test("a cancelled challenge ends there: nothing is still to come", () => {
  const dates = { ...DATES, ended_at: "2026-11-01T10:00:00Z" };
  const life = lifeOf({ status: "cancelled", dates, terms: { phases: PHASES } }, NOW);
  expect(states(life)).toEqual(["market_sounding done", "published done", "open done", "cancelled now"]);
});

test("a record known only from its award never stood open", () => {
  const dates = { ...DATES, closes_at: null, opening_at: null, decision_by: null, ended_at: "2026-10-14T09:05:00Z" };
  expect(states(lifeOf({ status: "concluded", dates, terms: { phases: [] } }, NOW))).toEqual([
    "published done",
    "concluded now",
  ]);
});

test("a record without dates shows what is known and nothing else", () => {
  const dates = { ...DATES, closes_at: null, opening_at: null, decision_by: null };
  expect(states(lifeOf({ status: "open", dates, terms: { phases: [] } }, NOW))).toEqual(["published done", "open now"]);
});
