import { describe, expect, test } from "vitest";

import type { SentenceReason, SharedWordOut, WordsReason } from "@/api";

import { type Passage, passagesOf } from "./passage";

const TEXT = "Cellars fill up. Storm drains flood the street unseen. Crews come late. We want a warning.";

/** A reason as the API gives it: offsets count code points, 160 of them stand around. */
function quote(part: string, text = TEXT): SentenceReason {
  const all = Array.from(text);
  const start = Array.from(text.slice(0, text.indexOf(part))).length;
  const end = start + Array.from(part).length;
  return {
    type: "sentence",
    lang: "en",
    quote: part,
    before: all.slice(Math.max(start - 160, 0), start).join(""),
    after: all.slice(end, end + 160).join(""),
    field: "text",
    start,
    end,
    score: 0.3,
    without: 0.2,
  };
}

function words(...found: string[]): WordsReason {
  return { type: "words", lang: "en", words: found.map((word) => shared(word)) };
}

function shared(word: string, text = TEXT): SharedWordOut {
  const start = Array.from(text.slice(0, text.indexOf(word))).length;
  return { word, other: word, field: "text", start, end: start + Array.from(word).length };
}

/** Quoted sentences in [brackets], shared words in _lines_. */
function drawn({ pieces }: Passage): string {
  let text = "";
  let open: number | null = null;
  for (const piece of pieces) {
    if (piece.sentence !== open) {
      text += (open === null ? "" : "]") + (piece.sentence === null ? "" : "[");
      open = piece.sentence;
    }
    text += piece.shared ? `_${piece.text}_` : piece.text;
  }
  return open === null ? text : `${text}]`;
}

const only = (passages: Passage[]) => {
  expect(passages).toHaveLength(1);
  return passages[0] as Passage;
};

describe("a sentence in its place", () => {
  test("is marked, with the shared words inside and around it", () => {
    const found = only(passagesOf([quote("Storm drains flood the street unseen.")], [words("drains", "street", "warning")]));
    expect(drawn(found)).toBe(
      "Cellars fill up. [Storm _drains_ flood the _street_ unseen.] Crews come late. We want a _warning_.",
    );
    expect(found.opens).toBe(false);
    expect(found.closes).toBe(false);
  });

  test("keeps a word whole on both sides where it crosses the end of the quote", () => {
    const found = only(passagesOf([quote("Storm drains flo")], [words("flood")]));
    expect(drawn(found)).toBe("Cellars fill up. [Storm drains _flo_]_od_ the street unseen. Crews come late. We want a warning.");
  });

  test("draws words that overlap each other once", () => {
    const found = only(passagesOf([quote("Storm drains flood the street unseen.")], [words("Storm drains", "drains flood")]));
    expect(drawn(found)).toContain("[_Storm drains flood_ the street unseen.]");
  });

  test("takes no word of another field or language", () => {
    const title = { ...shared("drains"), field: "title" as const };
    const foreign = { ...words("street"), lang: "fi" };
    const found = only(passagesOf([quote("Storm drains")], [{ ...words(), words: [title] }, foreign]));
    expect(found.pieces.some((piece) => piece.shared)).toBe(false);
  });

  test("counts characters as the API does, where one takes two of JavaScript's", () => {
    const text = "🌊🌊 Cellars fill. 🌧 Drains flood. Late.";
    const reason: WordsReason = { type: "words", lang: "en", words: [shared("Drains", text)] };
    expect(drawn(only(passagesOf([quote("🌧 Drains flood.", text)], [reason])))).toBe(
      "🌊🌊 Cellars fill. [🌧 _Drains_ flood.] Late.",
    );
  });
});

describe("two sentences", () => {
  test("that stand together share one passage, in the order of the text", () => {
    const late = quote("We want a warning.");
    const found = only(passagesOf([late, quote("Storm drains flood the street unseen.")], []));
    expect(drawn(found)).toBe("Cellars fill up. [Storm drains flood the street unseen.] Crews come late. [We want a warning.]");
    expect(found.sentences.map(({ quote: text }) => text)).toEqual(["Storm drains flood the street unseen.", late.quote]);
  });

  test("that touch stay two", () => {
    const found = only(passagesOf([quote("Cellars fill up. "), quote("Storm drains flood the street unseen.")], []));
    expect(drawn(found)).toBe("[Cellars fill up. ][Storm drains flood the street unseen.] Crews come late. We want a warning.");
  });

  test("far apart make two passages, the weightier first", () => {
    const text = `Drains flood. ${"Nothing of note. ".repeat(20)}Warn us.`;
    const found = passagesOf([quote("Warn us.", text), quote("Drains flood.", text)], []);
    expect(found.map(({ sentences }) => sentences[0]?.quote)).toEqual(["Warn us.", "Drains flood."]);
    expect(found.map(({ opens, closes }) => [opens, closes])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test("of title and text are not mixed", () => {
    const title: SentenceReason = { ...quote("Cellars fill up."), field: "title", after: "" };
    expect(passagesOf([title, quote("Storm drains flood the street unseen.")], [])).toHaveLength(2);
  });
});

test("cuts long surroundings between words", () => {
  const text = `${"before ".repeat(40)}Drains flood. ${"after ".repeat(40)}`;
  const found = only(passagesOf([quote("Drains flood.", text)], []));
  expect(drawn(found)).toMatch(/^(before )+\[Drains flood\.\]( after)+$/);
  expect(drawn(found).length).toBeLessThan(200);
  expect([found.opens, found.closes]).toEqual([true, true]);
});

test("hides the marks of Markdown and moves nothing", () => {
  const text = "## What we want\n- **Warn** us of [floods](https://example.org/a_b)\n- <b>Soon</b>\n";
  const item = "- **Warn** us of [floods](https://example.org/a_b)";
  const reason: WordsReason = { type: "words", lang: "en", words: [shared("Warn", text), shared("floods", text)] };
  const found = drawn(only(passagesOf([quote(item, text)], [reason])));
  expect(found.replace(/\s+/g, " ").trim()).toBe("What we want · [_Warn_ us of _floods_] · Soon");
});
