import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import type { FeedCard } from "@/shared/domain/shapes";
import { call } from "@/shared/http-temp";

import type { Facets } from "./Filters";
import type { FeedSearch } from "./search";

type FeedPage = { items: FeedCard[]; next: string | null; total: number | null; facets: Facets | null };
const PAGE = 30;

export function feedOptions(search: FeedSearch, lang: string) {
  return infiniteQueryOptions({
    queryKey: ["feed", search, lang],
    queryFn: ({ pageParam }) =>
      call<FeedPage>("/challenges", { ...search, lang, limit: PAGE, cursor: pageParam, total: pageParam ? undefined : "true", facets: pageParam ? undefined : "true" }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function importOptions() {
  return queryOptions({ queryKey: ["imports"], queryFn: () => call<{ running: boolean; done: number; total: number }>("/imports/status"), refetchInterval: 2000 });
}
