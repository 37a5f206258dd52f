import { queryOptions } from "@tanstack/react-query";

import type { Match } from "@/shared/domain/shapes";
import { call } from "@/shared/http-temp";

/** Too short a text says nothing; the server is not asked. */
export const LEAST_LETTERS = 12;

export function previewOptions(text: string, language: string) {
  return queryOptions({
    queryKey: ["preview", text, language],
    queryFn: ({ signal }) =>
      call<{ items: Match[] }>("/matches/preview", {}, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
        signal,
      }),
    enabled: text.length >= LEAST_LETTERS,
    staleTime: 60_000,
  });
}
