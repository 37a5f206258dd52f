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

const life = (change: object) => ({ forecast: false, sounding_until: null, verdicts: [], ...change });

test("a forecast is sounded and stays to come, whatever its expected dates say", () => {
  const dates = {
    ...DATES,
    announced_at: "2026-11-01T09:00:00Z",
    published_at: null,
    opens_at: "2026-11-10T09:00:00Z",
    opening_at: null,
    decision_by: null,
  };
  const facts = { status: "planned" as const, dates, terms: { phases: [] } };
  const found = lifeOf({ ...facts, life: life({ forecast: true, sounding_until: "2026-12-20T16:00:00Z" }) }, NOW);
  expect(states(found)).toEqual(["announced done", "market_sounding now", "open next"]);
});

test("a forecast that was withdrawn never stood open", () => {
  const dates = { ...DATES, announced_at: "2026-11-01T09:00:00Z", published_at: null, ended_at: "2026-11-20T09:00:00Z" };
  const found = lifeOf({ status: "withdrawn", dates, terms: { phases: [] }, life: life({}) }, NOW);
  expect(states(found)).toEqual(["announced done", "withdrawn now"]);
});

test("each city's go or no-go stands at its phase, by the phase's own place", () => {
  const verdict = { phase: 1, verdict: "go" } as never;
  const phases = [{ ...phase("pilot", "2027-02-01", "2027-07-31"), starts_on: null, ends_on: null }, ...PHASES.slice(0, 1)];
  const found = lifeOf({ status: "open", dates: DATES, terms: { phases }, life: life({ verdicts: [verdict] }) }, NOW);
  expect(found.filter((stop) => stop.verdicts.length > 0).map(({ name }) => name)).toEqual(["market_sounding"]);
});
