import { expect, test } from "vitest";

import { merge3, resolve } from "./merge";

const base = {
  texts: { en: { title: "Leaks", problem: "Old mains." } },
  terms: { gates: [] as object[], categories: ["38420000"], budget: { min: 1, max: 5 } as object | null },
};

test("what only one of them changed is kept, wherever it is", () => {
  const mine = { ...base, texts: { en: { title: "Leaks under the town", problem: "Old mains." } } };
  const theirs = { ...base, texts: { en: { title: "Leaks", problem: "Old mains, and cobbles." } } };
  const { value, conflicts, taken } = merge3(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(value.texts.en).toEqual({ title: "Leaks under the town", problem: "Old mains, and cobbles." });
  expect(taken).toEqual(["/texts/en/problem"]);
});

test("each changed field is named, not the document around it", () => {
  const theirs = { ...base, terms: { ...base.terms, budget: { min: 2, max: 5 }, categories: ["1"] } };
  expect(merge3(base, base, theirs, ["/terms/budget"]).taken).toEqual(["/terms/categories", "/terms/budget"]);
});

test("the same field changed in two ways is asked about, and mine stays until it is answered", () => {
  const mine = { ...base, texts: { en: { title: "Mine", problem: "Old mains." } } };
  const theirs = { ...base, texts: { en: { title: "Theirs", problem: "Old mains." } } };
  const { value, conflicts } = merge3(base, mine, theirs);
  expect(conflicts).toEqual([{ pointer: "/texts/en/title", base: "Leaks", mine: "Mine", theirs: "Theirs" }]);
  expect(value.texts.en.title).toBe("Mine");
  expect(resolve(value, { "/texts/en/title": "Both" }).texts.en).toEqual({ title: "Both", problem: "Old mains." });
});

test("the same change made twice is no conflict", () => {
  const both = { ...base, texts: { en: { title: "New", problem: "Old mains." } } };
  expect(merge3(base, both, structuredClone(both))).toEqual({ value: both, conflicts: [], taken: [] });
});

test("each may add a language", () => {
  const mine = { ...base, texts: { ...base.texts, fr: { title: "Fuites", problem: "" } } };
  const theirs = { ...base, texts: { ...base.texts, fi: { title: "Vuodot", problem: "" } } };
  const { value, conflicts } = merge3<{ texts: object }>(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(Object.keys(value.texts).sort()).toEqual(["en", "fi", "fr"]);
});

test("lists of words keep what both added and leave out what either took away", () => {
  const of = (categories: string[]) => ({ ...base, terms: { ...base.terms, categories } });
  const { value, conflicts } = merge3(of(["a", "b", "c"]), of(["a", "b", "x"]), of(["b", "c", "y"]));
  expect(conflicts).toEqual([]);
  expect(value.terms.categories).toEqual(["b", "x", "y"]);
});

test("what belongs together is never mixed", () => {
  const of = (budget: object | null) => ({ ...base, terms: { ...base.terms, budget } });
  const { conflicts } = merge3(of({ min: 1, max: 5 }), of({ min: 4, max: 5 }), of({ min: 1, max: 3 }), ["/terms/budget"]);
  expect(conflicts.map(({ pointer }) => pointer)).toEqual(["/terms/budget"]);
});

test("items of a list that both made longer are asked about as one", () => {
  const of = (gates: object[]) => ({ ...base, terms: { ...base.terms, gates } });
  const { conflicts } = merge3(of([]), of([{ id: "1" }]), of([{ id: "2" }]));
  expect(conflicts.map(({ pointer }) => pointer)).toEqual(["/terms/gates"]);
});

test("nothing of either is lost: every changed leaf is in the merge or in a conflict", () => {
  const words = ["a", "b", "c"];
  for (let seed = 0; seed < 500; seed++) {
    let state = seed * 2654435761;
    const next = (limit: number) => (state = (state * 1103515245 + 12345) >>> 0) % limit;
    const make = () => ({ x: { p: words[next(3)], q: words[next(3)] }, y: words[next(3)], n: next(2) ? null : { k: words[next(3)] } });
    const [origin, mine, theirs] = [make(), make(), make()];
    const { value, conflicts } = merge3<Record<string, unknown>>(origin, mine, theirs);
    const text = JSON.stringify([value, conflicts]);
    for (const [path, ours, yours, old] of [
      ["/y", mine.y, theirs.y, origin.y],
      ["/x/p", mine.x.p, theirs.x.p, origin.x.p],
      ["/x/q", mine.x.q, theirs.x.q, origin.x.q],
    ] as const) {
      const asked = conflicts.some(({ pointer }) => pointer === path);
      const both = ours !== old && yours !== old && ours !== yours;
      expect(asked, `${path} ${text}`).toBe(both);
      const got = path === "/y" ? value.y : (value.x as Record<string, unknown>)[path.slice(3)];
      if (!both) expect(got).toBe(ours !== old ? ours : yours);
    }
  }
});
