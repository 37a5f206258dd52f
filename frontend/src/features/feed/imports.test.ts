import { expect, test } from "vitest";

import type { ImportRunOut } from "@/api";

import { progressOf } from "./imports";

const NOW = new Date("2026-11-21T12:00:00Z");

const run = (change: Partial<ImportRunOut>, read = 500): ImportRunOut => ({
  id: "a",
  format: "ocds",
  label: "records",
  total: 2_000,
  counts: { read, created: read, updated: 0, unchanged: 0, merged: 0, rejected: 0, persons_dropped: 0 },
  started_at: "2026-11-21T11:59:00Z",
  updated_at: "2026-11-21T11:59:58Z",
  finished_at: null,
  error: null,
  ...change,
});

test("adds up what is under way and leaves out what is finished", () => {
  const runs = [run({}), run({ total: 700 }, 100), run({ finished_at: "2026-11-21T11:59:59Z" })];
  expect(progressOf(runs, NOW)).toEqual({ done: 600, total: 2_700 });
});

test("an interrupted or failed import shows no progress", () => {
  expect(progressOf([run({ updated_at: "2026-11-21T11:50:00Z" }), run({ error: "unreadable" })], NOW)).toBeNull();
});

test("an input of unknown length is as long as what was read", () => {
  expect(progressOf([run({ total: null })], NOW)).toEqual({ done: 500, total: 500 });
});
