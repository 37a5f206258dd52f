import type { ListChallengesData } from "@/api";
import { many, one } from "@/shared/lib/search-params";

/** Filters of the feed that hold several values, by their name in the address and in the API. */
export const MULTIPLE = [
  "status",
  "posted_by",
  "kind",
  "approach",
  "right",
  "social",
  "funding",
  "language",
  "country",
  "category",
  "city",
  "buyer",
  "ip",
  "data",
  "source",
] as const;

/** Filters with one value. */
export const SINGLE = [
  "q",
  "currency",
  "budget_min",
  "budget_max",
  "closing_within",
  "place",
  "radius_km",
  "demo",
  "sort",
] as const;

export type Multiple = (typeof MULTIPLE)[number];
export type Single = (typeof SINGLE)[number];
export type FeedSearch = Partial<Record<Multiple, string[]> & Record<Single, string>>;

// What the API takes under these names; it refuses anything else, and with it the whole list.
const FORMS: Partial<Record<Multiple | Single, RegExp>> = {
  status: /^(any|planned|open|evaluation|pilot|concluded|off_ramped|cancelled|withdrawn)$/,
  posted_by: /^(several|one)$/,
  kind: /^(challenge|notice|funding_call|award)$/,
  approach: /^(solution_based|challenge_based|pilot_living_lab|direct)$/,
  right: /^(keeps_ip|pilot_paid|no_prior_projects|training_allowed)$/,
  social: /^(environment|accessibility|equity|indigenous_participation|local_benefit)$/,
  ip: /^(supplier|city|joint|open|unstated)$/,
  language: /^[a-z]{2,3}$/,
  country: /^[A-Z]{2}$/,
  category: /^\d{2,8}$/,
  buyer: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  data: /^[A-Z]{2}$/,
  currency: /^[A-Z]{3}$/,
  budget_min: /^\d{1,15}$/,
  budget_max: /^\d{1,15}$/,
  closing_within: /^\d{1,3}$/,
  radius_km: /^\d{1,4}$/,
  demo: /^(only|exclude|include)$/,
  sort: /^(standard|closing|newest|budget|relevance|distance)$/,
};

/** Reads the address; what it does not know is dropped, so that an old link still opens. */
export function readSearch(raw: Record<string, unknown>): FeedSearch {
  const search: FeedSearch = {};
  const known = (name: Multiple | Single) => (value: string) => FORMS[name]?.test(value) ?? true;
  for (const name of MULTIPLE) {
    const values = [...new Set(many(raw[name]))].filter(known(name));
    if (values.length > 0) search[name] = values;
  }
  for (const name of SINGLE) {
    const value = one(raw[name])?.trim();
    if (value && known(name)(value)) search[name] = value;
  }
  return together(search);
}

/** The search without what means nothing alone: a budget needs its currency, a radius its place, an order its ground. */
function together(search: FeedSearch): FeedSearch {
  const { q, place, currency, budget_min: low, budget_max: high } = search;
  const grounds: Record<string, string | undefined> = { relevance: q, distance: place, budget: currency };
  const idle: (Single | false)[] = [
    !place && "radius_km",
    !currency && "budget_min",
    (!currency || (low !== undefined && high !== undefined && Number(low) > Number(high))) && "budget_max",
    search.sort !== undefined && search.sort in grounds && !grounds[search.sort] && "sort",
  ];
  return Object.fromEntries(Object.entries(search).filter(([name]) => !idle.includes(name as Single)));
}

/** Whether the list holds nothing but what is open: without a status it does, unless awards are asked for. */
export function isOnlyOpen({ status, kind }: FeedSearch): boolean {
  return status ? status.every((one) => one === "open") : !kind?.includes("award");
}

/** The search without one of its values; a filter without values leaves no trace in the address. */
export function without(search: FeedSearch, name: Multiple | Single, value?: string): FeedSearch {
  const left = value === undefined ? [] : many(search[name]).filter((one) => one !== value);
  const rest = Object.entries(search).filter(([other]) => other !== name);
  return Object.fromEntries(left.length > 0 ? [...rest, [name, left]] : rest);
}

/** How many filters are set, not counting the order. */
export function countFilters(search: FeedSearch): number {
  return Object.entries(search).reduce((sum, [name, value]) => (name === "sort" ? sum : sum + many(value).length), 0);
}

/** The search as the API's client takes it. */
export function toQuery(search: FeedSearch): NonNullable<ListChallengesData["query"]> {
  return search as NonNullable<ListChallengesData["query"]>;
}
