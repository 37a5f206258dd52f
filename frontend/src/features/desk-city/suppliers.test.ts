import { expect, test } from "vitest";

import { lackingOf } from "./suppliers";

const text = (value: string) => ({ value });

test("names what a draft does not say yet, in the order in which it helps", () => {
  expect(lackingOf({ texts: {}, categories: [] })).toEqual(["problem", "outcomes", "categories", "summary"]);
  expect(lackingOf({ texts: { problem: text("Drains fill."), summary: text("  ") }, categories: [] })).toEqual([
    "outcomes",
    "categories",
    "summary",
  ]);
});

test("asks for nothing more of one that says everything", () => {
  const texts = { problem: text("Drains fill."), outcomes: text("A warning."), summary: text("Warn us.") };
  expect(lackingOf({ texts, categories: [{ code: "71300000", label: null }] })).toEqual([]);
});
