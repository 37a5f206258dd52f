import { expect, test } from "vitest";

import { EMPTY_TEXTS } from "./draft";
import { needOf } from "./similar";

const PROBLEM = "Storm drains fill unseen, and the first call comes from a driver in the water.";
const draft = (problem: string, more = {}) => ({
  texts: { en: { ...EMPTY_TEXTS, problem, ...more } },
  terms: { categories: ["71300000"] },
});

test("asks nothing while too little is written, whatever else is filled in", () => {
  expect(needOf(draft("Drains fill."))).toBeNull();
  expect(needOf(draft(" ".repeat(200)))).toBeNull();
  expect(needOf(draft("", { context: PROBLEM, offers: PROBLEM }))).toBeNull();
  expect(needOf(draft(PROBLEM))).not.toBeNull();
});

test("asks anew for what matching reads, and for nothing else", () => {
  const need = needOf(draft(PROBLEM));
  expect(needOf(draft(`${PROBLEM} `, { innovation: "Nobody does this.", rights: "Ours." }))).toBe(need);
  expect(needOf(draft(`${PROBLEM} Soon.`))).not.toBe(need);
  expect(needOf({ ...draft(PROBLEM), terms: { categories: [] } })).not.toBe(need);
});

test("does not mind the order in which languages come", () => {
  const [en, fr] = [EMPTY_TEXTS, { ...EMPTY_TEXTS, problem: PROBLEM }];
  const terms = { categories: [] };
  expect(needOf({ texts: { en, fr }, terms })).toBe(needOf({ texts: { fr, en }, terms }));
});
