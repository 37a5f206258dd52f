import { useLingui } from "@lingui/react";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { type CityOut, type JointOut, listCities, type PartOut } from "@/api";
import { getJointOptions } from "@/api/@tanstack/react-query.gen";

// Other cities answer while one looks.
const LOOK_AGAIN_MS = 20_000;
const PAGES = 20;

export function jointOptions(id: string, lang: string) {
  return { ...getJointOptions({ path: { challenge_id: id }, query: { lang } }), refetchInterval: LOOK_AGAIN_MS, retry: false };
}

/** Reads the cities anew wherever they are shown. */
export function useJointChange(id: string): () => Promise<void> {
  const queries = useQueryClient();
  const { i18n } = useLingui();
  return useCallback(async () => {
    await queries.invalidateQueries({ queryKey: jointOptions(id, i18n.locale).queryKey });
    await queries.invalidateQueries({ queryKey: ["own-challenges"] });
  }, [queries, id, i18n.locale]);
}

/** Every city there is, for a list that narrows while one types. */
export function everyCityOptions(lang: string) {
  return {
    queryKey: ["every-city", lang],
    staleTime: 300_000,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<CityOut[]> => {
      const found: CityOut[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < PAGES; page++) {
        const query: { lang: string; limit: number; cursor?: string } = { lang, limit: 100, ...(cursor ? { cursor } : {}) };
        const { data } = await listCities({ query, signal, throwOnError: true });
        found.push(...data.items);
        cursor = data.next;
        if (!cursor) break;
      }
      return found;
    },
  };
}

export const LIVE: readonly PartOut["state"][] = ["lead", "accepted"];

export function partOf(joint: JointOut | undefined, cityId: string): PartOut | undefined {
  return joint?.parts.find(({ city }) => city.id === cityId);
}
