import { describe, expect, test } from "vitest";

import type { FitPrecision, SentenceReason } from "@/api";

import { fitOf, lossOf, stretchesOf } from "./fits";

const FITS: FitPrecision[] = [
  { fit: "strong", from_score: 0.22, precision: 0.55 },
  { fit: "good", from_score: 0.12, precision: 0.33 },
  { fit: "possible", from_score: 0.05, precision: 0.09 },
];

function sentence(score: number, without: number): SentenceReason {
  return { type: "sentence", lang: "en", quote: "", before: "", after: "", field: "text", start: 0, end: 0, score, without };
}

test("a score has the highest word that it reaches", () => {
  expect([0.5, 0.22, 0.21, 0.05, 0.04].map((score) => fitOf(score, FITS))).toEqual([
    "strong",
    "strong",
    "good",
    "possible",
    null,
  ]);
  expect(fitOf(0.5, [...FITS].reverse())).toBe("strong");
});

describe("without a sentence", () => {
  test("a match may lose its word", () => {
    expect(lossOf(sentence(0.25, 0.18), "strong", FITS)).toEqual({ from: "strong", to: "good" });
    expect(lossOf(sentence(0.25, 0.06), "strong", FITS)).toEqual({ from: "strong", to: "possible" });
    expect(lossOf(sentence(0.06, 0.01), "possible", FITS)).toEqual({ from: "possible", to: null });
  });

  test("or only a share of its score", () => {
    expect(lossOf(sentence(0.5, 0.4), "strong", FITS)).toEqual({ share: expect.closeTo(0.2) });
  });

  test("no word is lost where none was measured", () => {
    expect(lossOf(sentence(0.25, 0.01), "strong", [])).toEqual({ share: expect.closeTo(0.96) });
    // Between two challenges there is no word to lose, though there are words for others.
    expect(lossOf(sentence(0.25, 0.01), null, FITS)).toEqual({ share: expect.closeTo(0.96) });
  });

  test("no word is lost that the pair's own score never had", () => {
    expect(lossOf(sentence(0.21, 0.2), "strong", FITS)).toEqual({ share: expect.closeTo(0.0476, 3) });
  });
});

describe("the stops where two lines meet", () => {
  const stops = (parts: Partial<Parameters<typeof stretchesOf>[0]>, fit: "strong" | "good" | "possible") =>
    stretchesOf({ meaning: 0, categories: 0, words: 0, codes: 0, ...parts }, fit).map(({ kind, stops: count }) => [kind, count]);

  test("are as many as the fit is strong, and follow the parts", () => {
    expect(stops({ meaning: 0.5, categories: 0.3, words: 0.2 }, "strong")).toEqual([
      ["meaning", 3],
      ["categories", 1],
      ["words", 1],
    ]);
    expect(stops({ meaning: 0.3, categories: 0.1, words: 0.6 }, "good")).toEqual([
      ["meaning", 1],
      ["categories", 1],
      ["words", 2],
    ]);
  });

  test("go on where a share is least served", () => {
    expect(stops({ categories: 0.35, words: 0.65 }, "strong")).toEqual([
      ["categories", 2],
      ["words", 3],
    ]);
  });

  test("without the model there is no stretch for meaning", () => {
    expect(stops({ words: 0.15, categories: 0.05 }, "good")).toEqual([
      ["categories", 1],
      ["words", 3],
    ]);
  });

  test("declared codes count as categories", () => {
    const [categories, words] = stretchesOf({ meaning: 0, categories: 0.1, words: 0.1, codes: 0.2 }, "strong");
    expect(categories).toEqual({ kind: "categories", share: expect.closeTo(0.75), stops: 4 });
    expect(words).toEqual({ kind: "words", share: expect.closeTo(0.25), stops: 1 });
  });

  test("are always as many where the fit has no word that was measured", () => {
    const parts = { meaning: 0, categories: 0, words: 0.9, codes: 0 };
    expect(stretchesOf(parts, null)).toEqual(stretchesOf(parts, "good"));
  });

  test("what adds next to nothing or takes away draws none", () => {
    expect(stops({ meaning: 0.4, categories: 0.01, words: -0.05 }, "possible")).toEqual([
      ["meaning", 3],
      ["categories", 0],
      ["words", 0],
    ]);
  });

  test("a score made of nothing draws nothing", () => {
    expect(stops({}, "possible")).toEqual([
      ["categories", 0],
      ["words", 0],
    ]);
  });
});
