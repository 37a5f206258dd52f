import { queryOptions, useQueries } from "@tanstack/react-query";

import { call } from "@/shared/http-temp";

import type { Text } from "./shapes";

type Category = { code: string; label: Text };

export function categoryOptions(q: string, lang: string) {
  return queryOptions({
    queryKey: ["categories", q, lang],
    queryFn: () => call<{ items: Category[] }>("/categories", { q, lang, limit: 20 }).then((page) => page.items),
    staleTime: Infinity,
  });
}

/** Labels of codes that are already chosen. */
export function useCategoryLabels(codes: readonly string[], lang: string): ReadonlyMap<string, Text> {
  const answers = useQueries({ queries: codes.map((code) => categoryOptions(code, lang)) });
  const found = new Map<string, Text>();
  answers.forEach(({ data }, at) => {
    const match = data?.find(({ code }) => code === codes[at]);
    if (match) found.set(match.code, match.label);
  });
  return found;
}

export function categoryName(code: string, label: { value: string } | undefined): string {
  return label ? `${label.value} ${code}` : code;
}
