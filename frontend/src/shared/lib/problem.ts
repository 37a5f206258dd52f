/** RFC 9457 problem documents as this API answers them, and everything else that can go wrong with a call. */

export type FieldProblem = { pointer: string; code: string; detail: string };

export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors: FieldProblem[];
};

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "status" in value && "code" in value && "detail" in value;
}

/** What the client throws when no answer came at all: offline, or the server is down. */
export const NO_ANSWER: Problem = { status: 0, code: "no_answer", title: "", detail: "", errors: [] };

/** Anything that is neither an answer nor silence is a fault of the page itself. */
const FAULT: Problem = { status: -1, code: "fault", title: "", detail: "", errors: [] };

export function toProblem(error: unknown): Problem {
  return isProblem(error) ? { ...error, errors: error.errors ?? [] } : FAULT;
}

/**
 * What is wrong at one field. `pointer` is the field's place in the request body ("/texts/en/title"); a problem
 * deeper inside belongs to the field as well.
 */
export function fieldError(problem: Problem | null | undefined, pointer: string): string | undefined {
  const found = problem?.errors.filter(
    ({ pointer: at }) => at === pointer || at.startsWith(`${pointer}/`),
  );
  return found?.length ? found.map(({ detail }) => detail).join(" ") : undefined;
}
