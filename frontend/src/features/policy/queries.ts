import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { getCityPolicy, listCityPolicyVersions } from "@/api";
import { needRules } from "@/shared/i18n";

const PAGE = 10;

export function policyOptions(slug: string) {
  return queryOptions({
    queryKey: ["policy", slug],
    queryFn: async ({ signal }) => {
      // The words come with the rules: most cities' readers never open them.
      const [{ data }] = await Promise.all([getCityPolicy({ path: { slug }, signal, throwOnError: true }), needRules()]);
      return data;
    },
  });
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
