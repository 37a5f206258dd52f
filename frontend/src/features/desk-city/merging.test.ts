import { expect, test } from "vitest";

import { EMPTY_TEXTS, type Writing } from "./draft";
import { answerTo, mergeWriting, sectionsOf, together } from "./merging";

const writing = (change: object = {}): Writing =>
  ({
    original_language: "en",
    texts: { en: EMPTY_TEXTS },
    terms: { funding: { budget: null, route: "unstated" }, gates: [] },
    dates: { closes_at: null },
    ...change,
  }) as unknown as Writing;

test("texts of two languages merge by themselves", () => {
  const mine = writing({ texts: { en: { ...EMPTY_TEXTS, title: "Leaks" } } });
  const theirs = writing({ texts: { en: EMPTY_TEXTS, fr: { ...EMPTY_TEXTS, title: "Fuites" } } });
  const { value, conflicts } = mergeWriting(writing(), mine, theirs);
  expect(conflicts).toEqual([]);
  expect([value.texts.en?.title, value.texts.fr?.title]).toEqual(["Leaks", "Fuites"]);
});

test("of two budgets one is chosen whole", () => {
  const of = (min_minor: number, max_minor: number) =>
    writing({ terms: { funding: { budget: { min_minor, max_minor, currency: "EUR", tax: "unknown" }, route: "unstated" }, gates: [] } });
  const { conflicts } = mergeWriting(of(1, 9), of(5, 9), of(1, 3));
  expect(conflicts.map(({ pointer }) => pointer)).toEqual(["/terms/funding/budget"]);
  expect(conflicts[0] && together(conflicts[0])).toBeUndefined();
});

test("both of two long texts stand one after the other, theirs first", () => {
  const conflict = { pointer: "/texts/en/problem", base: "", mine: "Mine. ", theirs: "Theirs." };
  expect(answerTo(conflict, "both")).toBe("Theirs.\n\nMine.");
  expect(answerTo(conflict, "mine")).toBe("Mine. ");
});

test("both is not offered where it would be too long", () => {
  const long = "x".repeat(150);
  expect(together({ pointer: "/texts/en/title", mine: long, theirs: long + "y" })).toBeUndefined();
  expect(together({ pointer: "/dates/closes_at", mine: "2027-01-01", theirs: "2027-02-01" })).toBeUndefined();
});

test("two conditions with one id both stay, under two ids", () => {
  const mine = [{ id: "gate-1", kind: "years" }];
  const theirs = [{ id: "gate-1", kind: "size" }];
  expect(together({ pointer: "/terms/gates", mine, theirs })).toEqual([
    { id: "gate-1", kind: "size" },
    { id: "gate-2", kind: "years" },
  ]);
});

test("another's change of the budget makes only the money fields anew", () => {
  expect([...sectionsOf(["/terms/funding/budget", "/terms/funding/route", "/texts/en/innovation"])]).toEqual(["money"]);
});
