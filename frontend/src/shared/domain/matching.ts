import { queryOptions } from "@tanstack/react-query";

import type { MatchingStatus } from "@/api";
import { getMatchingOptions } from "@/api/@tanstack/react-query.gen";

const WHILE_READING_MS = 3_000;

type Reading = Pick<MatchingStatus, "complete" | "reason" | "embedding">;

/** Whether the answer will be another one soon, without anybody doing anything. */
export function isUnfinished({ complete, reason, embedding }: Reading): boolean {
  const reading = embedding !== null && embedding.done < embedding.total;
  return !complete || reading || reason === "starting" || reason === "embedding";
}

/** How matches are made here; asked again only while texts are being read or the model is starting. */
export function matchingOptions() {
  return queryOptions({
    ...getMatchingOptions(),
    staleTime: 60_000,
    refetchInterval: ({ state: { data } }) => (data && isUnfinished(data) ? WHILE_READING_MS : false),
  });
}
