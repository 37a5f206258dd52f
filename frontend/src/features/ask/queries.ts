import { queryOptions } from "@tanstack/react-query";

import { previewMatches } from "@/api";

/** Too short a text says nothing; the server is not asked. */
export const LEAST_LETTERS = 12;
const SHOWN = 8;

/** A question, not a change: it is a POST only because the text may be long and must not land in a log. */
export function previewOptions(text: string, lang: string) {
  return queryOptions({
    queryKey: ["preview", text, lang],
    queryFn: async ({ signal }) => {
      const { data } = await previewMatches({
        body: { text, limit: SHOWN },
        query: { lang },
        signal,
        throwOnError: true,
      });
      return data;
    },
    enabled: text.length >= LEAST_LETTERS,
    staleTime: 60_000,
  });
}
