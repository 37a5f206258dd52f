import { queryOptions } from "@tanstack/react-query";

import { type BarrierReview, reviewChallenge, reviewText } from "@/api";

/** What the API takes of one text. */
export const LONGEST_TEXT = 200_000;
/** Fewer letters say nothing; the server is not asked. */
export const LEAST_LETTERS = 12;

/** A question, not a change: it is a POST only because the text may be long and must not land in a log. */
export async function askReview(text: string, lang: string): Promise<BarrierReview> {
  const { data } = await reviewText({ body: { text }, query: { lang }, throwOnError: true });
  return data;
}

/** Of a record; `version` changes with what was written, so that each saving is reviewed anew. */
export function recordReviewOptions(challengeId: string, version: number, lang: string, enabled = true) {
  return queryOptions({
    queryKey: ["barrier-review", challengeId, version, lang],
    queryFn: async ({ signal }) => {
      const { data } = await reviewChallenge({
        path: { challenge_id: challengeId },
        query: { lang },
        signal,
        throwOnError: true,
      });
      return data;
    },
    enabled,
    staleTime: 60_000,
  });
}
