import { queryOptions } from "@tanstack/react-query";

import { type DraftOut, listSimilarChallenges } from "@/api";

const SHOWN = 4;
// Fewer letters than these say no need; the server is not asked.
const LEAST_LETTERS = 40;

/**
 * What of a saved draft decides which challenges are like it, as one string: another date or amount asks nothing new.
 * Null while too little is written.
 */
export function needOf({ texts, terms }: Pick<DraftOut, "texts"> & { terms: Pick<DraftOut["terms"], "categories"> }): string | null {
  const read = Object.entries(texts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([lang, { title, summary, problem, outcomes }]) => [lang, title, summary, problem, outcomes].map((one) => one.trim()));
  const letters = read.reduce((sum, [, ...parts]) => sum + parts.join("").length, 0);
  return letters < LEAST_LETTERS ? null : JSON.stringify([read, terms.categories]);
}

export function similarNeedsOptions(challengeId: string, need: string | null, lang: string) {
  return queryOptions({
    queryKey: ["similar-needs", challengeId, lang, need],
    queryFn: async ({ signal }) => {
      const { data } = await listSimilarChallenges({
        path: { challenge_id: challengeId },
        query: { lang, limit: SHOWN },
        signal,
        throwOnError: true,
      });
      return data;
    },
    enabled: need !== null,
    staleTime: 60_000,
  });
}
