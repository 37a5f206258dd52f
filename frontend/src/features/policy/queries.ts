import { infiniteQueryOptions } from "@tanstack/react-query";

import { listCityPolicyVersions } from "@/api";
import { getCityPolicyOptions } from "@/api/@tanstack/react-query.gen";

const PAGE = 10;

export function policyOptions(slug: string) {
  return getCityPolicyOptions({ path: { slug } });
}

export function versionsOptions(slug: string) {
  return infiniteQueryOptions({
    queryKey: ["policy-versions", slug],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) };
      const { data } = await listCityPolicyVersions({ path: { slug }, query, signal, throwOnError: true });
      return data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
