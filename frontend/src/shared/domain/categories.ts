import { useQuery } from "@tanstack/react-query";

import type { Text } from "@/api";
import { listCategoriesOptions } from "@/api/@tanstack/react-query.gen";

const SUGGESTIONS = 20;

export function categoryOptions(q: string, lang: string) {
  return { ...listCategoriesOptions({ query: { q, lang, limit: SUGGESTIONS } }), staleTime: Infinity };
}

/** Labels of codes that are already chosen. */
export function useCategoryLabels(codes: readonly string[], lang: string): ReadonlyMap<string, Text> {
  const { data } = useQuery({
    ...listCategoriesOptions({ query: { code: [...codes], lang } }),
    enabled: codes.length > 0,
    staleTime: Infinity,
  });
  return new Map(data?.items.map(({ code, label }) => [code, label]));
}

export function categoryName(code: string, label: { value: string } | undefined): string {
  return label ? `${label.value} ${code}` : code;
}
