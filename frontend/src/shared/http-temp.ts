import { NO_ANSWER } from "./lib/problem";
import { stringifySearch } from "./lib/search-params";
export async function call<T>(path: string, query: Record<string, unknown> = {}, init: RequestInit = {}): Promise<T> {
  const res = await fetch(`/v1${path}${stringifySearch(query)}`, init).catch(() => { throw NO_ANSWER; });
  if (!res.ok) throw await res.json().catch(() => NO_ANSWER);
  return (res.status === 204 ? undefined : await res.json()) as T;
}
