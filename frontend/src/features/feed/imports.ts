import type { ImportRunOut } from "@/api";

/** A run that has not told of itself for this long was interrupted; the next start takes it up. */
const SILENT_MS = 60_000;

export type Progress = { done: number; total: number };

/** How far the imports that are under way have come; null where none is. */
export function progressOf(runs: readonly ImportRunOut[], now: Date): Progress | null {
  const running = runs.filter(
    (run) => !run.finished_at && !run.error && now.getTime() - Date.parse(run.updated_at) < SILENT_MS,
  );
  if (running.length === 0) return null;
  const sum = (value: (run: ImportRunOut) => number) => running.reduce((total, run) => total + value(run), 0);
  const done = sum(({ counts }) => counts.read);
  return { done, total: Math.max(done, sum((run) => run.total ?? run.counts.read)) };
}
