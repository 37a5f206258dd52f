import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { listChallenges, listImportRuns } from "@/api";

import type { FeedSearch } from "./search";
import { progressOf } from "./imports";
import { toQuery } from "./search";

const PAGE = 30;
const WHILE_RUNNING_MS = 2_000;

/** The list by its filters; counts and facets come with the first page only. */
export function feedOptions(search: FeedSearch, lang: string) {
  return infiniteQueryOptions({
    queryKey: ["feed", search, lang],
    queryFn: async ({ pageParam, signal }) => {
      const first = pageParam === null;
      const { data } = await listChallenges({
        query: {
          ...toQuery(search),
          lang,
          limit: PAGE,
          ...(first ? { facets: true, total: true } : { cursor: pageParam }),
        },
        signal,
        throwOnError: true,
      });
      return data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** The newest imports; asked again while one is under way, and until the first one has begun. */
export function importOptions() {
  return queryOptions({
    queryKey: ["imports"],
    queryFn: async ({ signal }) => {
      const { data } = await listImportRuns({ query: { limit: 5 }, signal, throwOnError: true });
      return data;
    },
    refetchInterval: ({ state: { data } }) =>
      data && (data.items.length === 0 || progressOf(data.items, new Date())) ? WHILE_RUNNING_MS : false,
  });
}
