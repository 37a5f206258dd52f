import { infiniteQueryOptions } from "@tanstack/react-query";

import { listMatches, type Show } from "@/api";

const PAGE = 20;

export function matchesOptions(supplierId: string, show: Show, lang: string) {
  return infiniteQueryOptions({
    queryKey: ["matches", supplierId, show, lang],
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await listMatches({
        path: { supplier_id: supplierId },
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
