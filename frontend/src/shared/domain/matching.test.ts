import { expect, test } from "vitest";

import { isUnfinished } from "./matching";

const done = { complete: true, reason: null, embedding: { done: 1_870, total: 1_870 } };

test("asks again only while something is under way", () => {
  expect(isUnfinished(done)).toBe(false);
  expect(isUnfinished({ ...done, embedding: { done: 1_240, total: 1_870 } })).toBe(true);
  expect(isUnfinished({ ...done, complete: false })).toBe(true);
  expect(isUnfinished({ ...done, embedding: null, reason: "starting" })).toBe(true);
  expect(isUnfinished({ ...done, reason: "embedding" })).toBe(true);
});

test("a model that will not come is not waited for", () => {
  for (const reason of ["switched_off", "weights_missing", "weights_refused", "failed"] as const) {
    expect(isUnfinished({ complete: true, reason, embedding: null })).toBe(false);
  }
});
