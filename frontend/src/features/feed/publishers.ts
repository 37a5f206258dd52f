import { useQueries } from "@tanstack/react-query";

import { getBuyerOptions, getCityOptions, listSourcesOptions } from "@/api/@tanstack/react-query.gen";

import type { FeedSearch } from "./search";

/** Names of the cities, buyers and sources of an address, which only has their keys; by "filter=key". */
export function usePublisherNames({ city = [], buyer = [], source = [] }: FeedSearch, lang: string) {
  const cities = useQueries({
    queries: city.map((slug) => ({ ...getCityOptions({ path: { slug }, query: { lang } }), retry: false })),
  });
  const buyers = useQueries({
    queries: buyer.map((id) => ({ ...getBuyerOptions({ path: { buyer_id: id } }), retry: false })),
  });
  const [sources] = useQueries({ queries: [{ ...listSourcesOptions(), enabled: source.length > 0 }] });
  return new Map<string, string | undefined>([
    ...city.map((slug, at) => [`city=${slug}`, cities[at]?.data?.name.value] as const),
    ...buyer.map((id, at) => [`buyer=${id}`, buyers[at]?.data?.name] as const),
    ...(sources.data?.items ?? []).map(({ key, attribution }) => [`source=${key}`, attribution] as const),
  ]);
}
