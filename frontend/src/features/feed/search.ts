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

/** Reads the address; what it does not know is dropped, so that an old link still opens. */
export function readSearch(raw: Record<string, unknown>): FeedSearch {
  const search: FeedSearch = {};
  for (const name of MULTIPLE) {
    const values = [...new Set(many(raw[name]))];
    if (values.length > 0) search[name] = values;
  }
  for (const name of SINGLE) {
    const value = one(raw[name])?.trim();
    if (value) search[name] = value;
  }
  return search;
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
