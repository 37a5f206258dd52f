import { expect, test } from "vitest";

import { differenceOf, newRule, type RuleKind } from "./policy";

const KINDS: RuleKind[] = ["threshold", "min_days", "languages", "clause", "approval"];

test("every new rule has an id that no other has", () => {
  const rules = KINDS.reduce<ReturnType<typeof newRule>[]>((made, kind) => [...made, newRule(kind, made, "CAD")], []);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(KINDS.length);
  const [, ...left] = rules;
  expect(left.some(({ id }) => id === newRule("clause", left, "CAD").id)).toBe(false);
});

test("a difference names what is new, changed and gone, and nothing else", () => {
  const [kept, changed, gone] = KINDS.slice(0, 3).map((kind, at) => ({ ...newRule(kind, [], "CAD"), id: `r${at}` }));
  if (!kept || !changed || !gone) throw new Error("three rules");
  const added = { ...newRule("approval", [], "CAD"), id: "new" };
  const mended = { ...changed, enforcement: "blocks" as const };
  const found = differenceOf([kept, changed, gone], [kept, mended, added]);
  expect(found.map(({ id, before, after }) => [id, before !== null, after !== null])).toEqual([
    ["r1", true, true],
    ["new", false, true],
    ["r2", true, false],
  ]);
});
