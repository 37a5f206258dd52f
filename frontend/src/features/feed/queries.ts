import { infiniteQueryOptions } from "@tanstack/react-query";

import { listChallenges } from "@/api";

import type { FeedSearch } from "./search";
import { toQuery } from "./search";

const PAGE = 30;

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
