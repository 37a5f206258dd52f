import type { ChallengeDetail } from "@/api";

export type StopName =
  | "market_sounding"
  | "announced"
  | "published"
  | "open"
  | "opening"
  | "decision"
  | "solution_design"
  | "prototype"
  | "pilot"
  | "scale"
  | "concluded"
  | "off_ramped"
  | "cancelled"
  | "withdrawn";

/** `from` and `to` are instants, or plain dates where `plain` says so. */
export type LifeStop = {
  key: string;
  name: StopName;
  state: "done" | "now" | "next";
  from: string | null;
  to: string | null;
  plain: boolean;
  /** Go or no-go of each city after this phase. */
  verdicts: ChallengeDetail["life"]["verdicts"];
};

type Facts = Pick<ChallengeDetail, "status" | "dates"> & {
  terms: Pick<ChallengeDetail["terms"], "phases">;
  life?: Pick<ChallengeDetail["life"], "forecast" | "sounding_until" | "verdicts">;
};

const FIXED = new Set<StopName>(["open", "opening", "decision"]);

const ENDINGS = ["concluded", "off_ramped", "cancelled", "withdrawn"] as const;

/** What has happened to a challenge and what is to come, in order of time. */
export function lifeOf({ status, dates, terms, life }: Facts, now: Date): LifeStop[] {
  const stops: Omit<LifeStop, "state">[] = terms.phases
    .map((phase, at) => ({ phase, at }))
    .filter(({ phase }) => phase.starts_on ?? phase.ends_on)
    .map(({ phase, at }) => ({
      key: `phase-${at}`,
      name: phase.kind,
      from: phase.starts_on,
      to: phase.ends_on,
      plain: true,
      verdicts: life?.verdicts.filter((verdict) => verdict.phase === at) ?? [],
    }));
  const instant = (name: StopName, from: string | null, to: string | null) => {
    if (from ?? to) stops.push({ key: name, name, from, to, plain: false, verdicts: [] });
  };
  instant("announced", dates.announced_at, null);
  if (life?.sounding_until && dates.announced_at) instant("market_sounding", dates.announced_at, life.sounding_until);
  instant("published", dates.published_at, null);
  const ending = ENDINGS.find((name) => name === status);
  // What is known only from its end, as awards are, is not said to have stood open.
  // A forecast that was withdrawn never stood open, whatever its dates were.
  if ((!ending || (dates.opens_at ?? dates.closes_at)) && !(ending && dates.announced_at && !dates.published_at)) {
    instant("open", dates.opens_at ?? dates.published_at, dates.closes_at);
  }
  instant("opening", dates.opening_at, null);
  instant("decision", dates.decision_by, null);

  if (ending) {
    const ended = dates.ended_at ?? now.toISOString();
    const before = stops.filter((stop) => start(stop) <= Date.parse(ended));
    return [
      ...before.sort(byStart).map((stop) => ({ ...stop, state: "done" as const })),
      { key: ending, name: ending, from: dates.ended_at, to: null, plain: false, verdicts: [], state: "now" },
    ];
  }
  const ordered = stops.sort(byStart);
  // The expected dates of a forecast are not kept by the clock: what follows its publication is still to come.
  const past = (stop: Omit<LifeStop, "state">) =>
    start(stop) <= now.getTime() && !(life?.forecast && FIXED.has(stop.name));
  const current = ordered.findLastIndex(past);
  return ordered.map((stop, at) => ({ ...stop, state: stateOf(stop, at, current, now) }));
}

function stateOf(stop: Omit<LifeStop, "state">, at: number, current: number, now: Date): LifeStop["state"] {
  if (at > current) return "next";
  if (at < current) return "done";
  // A stretch that is over has been done, even where the next one has not begun.
  return stop.to !== null && end(stop) < now.getTime() ? "done" : "now";
}

function start(stop: Pick<LifeStop, "from" | "to">): number {
  return Date.parse(stop.from ?? stop.to ?? "");
}

function end(stop: Pick<LifeStop, "to" | "plain">): number {
  const last = Date.parse(stop.to ?? "");
  return stop.plain ? last + 86_400_000 : last;
}

// Published and open often begin together: published comes first.
function byStart(a: Pick<LifeStop, "from" | "to" | "name">, b: Pick<LifeStop, "from" | "to" | "name">): number {
  return start(a) - start(b) || rank(b.name) - rank(a.name);
}

function rank(name: StopName): number {
  return name === "announced" ? 2 : Number(name === "published");
}
