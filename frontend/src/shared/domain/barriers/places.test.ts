import { describe, expect, it } from "vitest";

import type { BarrierFinding } from "@/api";

import { stretches, whereNow, withSuggestion } from "./places";

const finding = (start: number | null, quote: string): BarrierFinding => ({
  kind: "unpaid",
  severity: "high",
  pointer: "/text",
  start,
  end: start === null ? null : start + Array.from(quote).length,
  quote,
  why: "",
  source: { key: "ictc", label: "" },
  suggestion: "The pilot is paid.",
  suggestion_lang: "en",
});

describe("stretches", () => {
  it("cuts the text where findings begin and end, counting code points", () => {
    const text = "🚲🚲 The pilot is unpaid. So.";
    const found = finding(3, "The pilot is unpaid");
    const cut = stretches(text, [found]);
    expect(cut.map((one) => one.text)).toEqual(["🚲🚲 ", "The pilot is unpaid", ". So."]);
    expect(cut.map((one) => one.findings.length)).toEqual([0, 1, 0]);
    expect(cut.map((one) => one.text).join("")).toBe(text);
  });

  it("keeps words that two findings share in one piece", () => {
    const cut = stretches("abcdef", [finding(0, "abcd"), finding(2, "cdef")]);
    expect(cut.map((one) => [one.text, one.findings.length])).toEqual([
      ["ab", 1],
      ["cd", 2],
      ["ef", 1],
    ]);
  });

  it("marks nothing for what has no words or lies beyond a text that was shortened", () => {
    expect(stretches("abc", [finding(null, ""), finding(1, "bcdef")])).toEqual([{ text: "abc", findings: [] }]);
  });
});

describe("withSuggestion", () => {
  it("replaces the words where they stand now, though the text has grown before them", () => {
    const text = "We added this. The pilot is unpaid. Come.";
    expect(withSuggestion(text, finding(0, "The pilot is unpaid"))).toBe("We added this. The pilot is paid. Come.");
  });

  it("takes the nearest of several places", () => {
    expect(whereNow("no pay, no pay, no pay", finding(9, "no pay"))).toEqual([8, 14]);
  });

  it("says that words are gone", () => {
    expect(withSuggestion("Nothing of the kind.", finding(0, "The pilot is unpaid"))).toBeNull();
  });

  it("adds at the end what was missing, once", () => {
    expect(withSuggestion("We count.", finding(null, ""))).toBe("We count.\n\nThe pilot is paid.");
    expect(withSuggestion("", finding(null, ""))).toBe("The pilot is paid.");
    expect(withSuggestion("The pilot is paid.", finding(null, ""))).toBeNull();
  });
});
