import { infiniteQueryOptions } from "@tanstack/react-query";

import { type ChallengeDetail, listSupplierMatches, type Show } from "@/api";

const PAGE = 20;

export function suppliersOptions(challengeId: string, show: Show, lang: string) {
  return infiniteQueryOptions({
    queryKey: ["supplier-matches", challengeId, show, lang],
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await listSupplierMatches({
        path: { challenge_id: challengeId },
        query: { lang, show, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
        throwOnError: true,
      });
      return data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** What matching reads of a challenge, in the order in which it helps most. */
export type Lacking = "problem" | "outcomes" | "categories" | "summary";

type Read = {
  texts: Partial<Record<"problem" | "outcomes" | "summary", { value: string } | null>>;
  categories: ChallengeDetail["categories"];
};

/** What a draft does not say yet of what matching reads. */
export function lackingOf({ texts, categories }: Read): Lacking[] {
  const isEmpty: Record<Lacking, boolean> = {
    problem: !texts.problem?.value.trim(),
    outcomes: !texts.outcomes?.value.trim(),
    categories: categories.length === 0,
    summary: !texts.summary?.value.trim(),
  };
  return (Object.keys(isEmpty) as Lacking[]).filter((name) => isEmpty[name]);
}
