import { infiniteQueryOptions } from "@tanstack/react-query";

import { listCities } from "@/api";
import { getBuyerOptions, getCityOptions } from "@/api/@tanstack/react-query.gen";

const PAGE = 50;

export function citiesOptions(lang: string) {
  return infiniteQueryOptions({
    queryKey: ["cities", lang],
    queryFn: async ({ pageParam, signal }) => {
      const query = { lang, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) };
      const { data } = await listCities({ query, signal, throwOnError: true });
      return data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function cityOptions(slug: string, lang: string) {
  return getCityOptions({ path: { slug }, query: { lang } });
}

export function buyerOptions(id: string) {
  return getBuyerOptions({ path: { buyer_id: id } });
}
