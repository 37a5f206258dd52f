import { useMutation } from "@tanstack/react-query";

import { type Problem, toProblem } from "./problem";

/** One way to send a form: what is under way, and the problem document when it was refused. */
export function useSend<Input, Answer>(send: (input: Input) => Promise<Answer>, onDone?: (answer: Answer) => unknown) {
  const mutation = useMutation({ mutationFn: send, onSuccess: onDone });
  const problem: Problem | null = mutation.error ? toProblem(mutation.error) : null;
  return {
    send: mutation.mutate,
    isBusy: mutation.isPending,
    isDone: mutation.isSuccess,
    answer: mutation.data,
    error: mutation.error,
    problem,
    reset: mutation.reset,
  };
}
