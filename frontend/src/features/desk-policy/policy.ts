import {
  addCityPolicyVersion,
  getCityPolicy,
  type PolicyDocumentInput,
  type PolicyDocumentOutput,
  type PolicyOut,
} from "@/api";

export type LoadedPolicy = { policy: PolicyOut; etag: string };
export type Rule = PolicyDocumentOutput["rules"][number];
export type RuleKind = Rule["kind"];

export async function loadPolicy(slug: string, signal?: AbortSignal): Promise<LoadedPolicy> {
  const { data, response } = await getCityPolicy({ path: { slug }, throwOnError: true, ...(signal ? { signal } : {}) });
  return { policy: data, etag: response.headers.get("etag") ?? "" };
}

type Version = { document: PolicyDocumentInput; reason: string; valid_from: string | null };

export async function addVersion(slug: string, body: Version, etag: string): Promise<LoadedPolicy> {
  const { data, response } = await addCityPolicyVersion({
    path: { slug },
    body,
    headers: { "If-Match": etag },
    throwOnError: true,
  });
  return { policy: data, etag: response.headers.get("etag") ?? "" };
}

const ALWAYS = { routes: [], amount_from: null };

/** A rule of a kind with nothing chosen yet; its id is new within the document. */
export function newRule(kind: RuleKind, rules: readonly Rule[], currency: string): Rule {
  const numbers = rules.map(({ id }) => Number(/^rule-(\d+)$/.exec(id)?.[1] ?? 0));
  const shared = {
    id: `rule-${Math.max(0, ...numbers) + 1}`,
    enforcement: "warns" as const,
    source: { kind: "bylaw" as const, title: "", article: "", url: "", read_on: null, modelled_on: "" },
    note: {},
  };
  switch (kind) {
    case "threshold":
      return {
        ...shared,
        kind,
        route: "open_procedure",
        currency,
        tax: "excluded",
        from_minor: 0,
        from_included: true,
        up_to_minor: null,
        up_to_included: false,
      };
    case "min_days":
      return { ...shared, kind, days: 21, applies: ALWAYS };
    case "languages":
      return { ...shared, kind, languages: [], applies: ALWAYS };
    case "clause":
      return { ...shared, kind, clause: "executive_sponsor", wording: {}, countries: [], applies: ALWAYS };
    case "approval":
      return { ...shared, kind, approval: "council", reference_needed: false, applies: ALWAYS };
  }
}

export type Difference = { id: string; before: Rule | null; after: Rule | null };

/** What a new version would change, by rule. */
export function differenceOf(before: readonly Rule[], after: readonly Rule[]): Difference[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after
    .filter((rule) => JSON.stringify(old.get(rule.id)) !== JSON.stringify(rule))
    .map((rule) => ({ id: rule.id, before: old.get(rule.id) ?? null, after: rule }));
  const gone = before.filter(({ id }) => !kept.has(id)).map((rule) => ({ id: rule.id, before: rule, after: null }));
  return [...changed, ...gone];
}
