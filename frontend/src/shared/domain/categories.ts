import { keepPreviousData, useQueries } from "@tanstack/react-query";

import type { Text } from "@/api";
import { searchCategoriesOptions } from "@/api/@tanstack/react-query.gen";

const SUGGESTIONS = 20;

/** Categories by words or digits; without either, the divisions. */
export function categoryOptions(q: string, lang: string) {
  return {
    ...searchCategoriesOptions({ query: { q, lang, limit: SUGGESTIONS } }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  };
}

/** Labels of codes that are already chosen. */
export function useCategoryLabels(codes: readonly string[], lang: string): ReadonlyMap<string, Text> {
  const answers = useQueries({
    queries: codes.map((code) => ({
      ...searchCategoriesOptions({ query: { q: code, lang, limit: 1 } }),
      staleTime: Infinity,
    })),
  });
  const found = new Map<string, Text>();
  for (const { data } of answers) {
    for (const { code, label } of data?.items ?? []) if (label) found.set(code, label);
  }
  return found;
}

export function categoryName(code: string, label: { value: string } | undefined): string {
  return label ? `${label.value} ${code}` : code;
}
