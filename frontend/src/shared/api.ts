import { i18n } from "@lingui/core";

import { client } from "@/api/client.gen";
import { inReadersWords } from "@/shared/domain/problem-words";
import { NO_ANSWER, toProblem } from "@/shared/lib/problem";

/** Called once before the first request: own origin, the reader's language, and silence told apart from refusal. */
export function setUpApi(): void {
  client.setConfig({ baseUrl: "", credentials: "same-origin" });
  client.interceptors.request.use((request) => {
    request.headers.set("Accept-Language", i18n.locale);
    return request;
  });
  client.interceptors.error.use((error, response, request) => {
    // A request that the page itself gave up is not a failure of the line.
    if (request?.signal.aborted) return error;
    return response ? inReadersWords(toProblem(error)) : NO_ANSWER;
  });
}
