import { queryOptions } from "@tanstack/react-query";

import { type DraftOut, previewSimilarChallenges } from "@/api";

import type { Writing } from "./draft";

const SHOWN = 4;
// Fewer letters than these say no need; the server is not asked.
const LEAST_LETTERS = 40;

/**
 * What of a draft decides which challenges are like it, as one string: another date or amount asks nothing new.
 * Null while too little is written.
 */
export function needOf({ texts, terms }: Pick<DraftOut, "texts"> & { terms: Pick<DraftOut["terms"], "categories"> }): string | null {
  const read = Object.entries(texts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([lang, { title, summary, problem, outcomes }]) => [lang, title, summary, problem, outcomes].map((one) => one.trim()));
  const letters = read.reduce((sum, [, ...parts]) => sum + parts.join("").length, 0);
  return letters < LEAST_LETTERS ? null : JSON.stringify([read, terms.categories]);
}

/** Asks with the text as it is being written, saved or not. */
export function similarNeedsOptions(organisationId: string, writing: Writing, need: string | null, lang: string) {
  return queryOptions({
    queryKey: ["similar-needs", organisationId, lang, need],
    queryFn: async ({ signal }) => {
      const { data } = await previewSimilarChallenges({
        body: {
          organisation_id: organisationId,
          texts: needTexts(writing),
          categories: writing.terms.categories,
          limit: SHOWN,
        },
        query: { lang },
        signal,
        throwOnError: true,
      });
      return data;
    },
    enabled: need !== null,
    staleTime: 60_000,
  });
}

/** What matching reads of a challenge: the title, and summary, problem and outcomes as one text. */
export function needTexts({ texts }: Pick<Writing, "texts">) {
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([, one]) => one.title || one.summary || one.problem || one.outcomes)
      .map(([lang, { title, summary, problem, outcomes }]) => [
        lang,
        { title, text: [summary, problem, outcomes].filter(Boolean).join("\n") },
      ]),
  );
}
