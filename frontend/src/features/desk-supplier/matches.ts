import { queryOptions } from "@tanstack/react-query";

import { listMatches } from "@/api";

export function matchesOptions(supplierId: string, lang: string) {
  return queryOptions({
    queryKey: ["matches", supplierId, lang],
    queryFn: async ({ signal }) => {
      const { data } = await listMatches({
        path: { supplier_id: supplierId },
        query: { lang },
        signal,
        throwOnError: true,
      });
      return data;
    },
  });
}
