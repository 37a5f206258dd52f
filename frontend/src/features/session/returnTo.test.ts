import { expect, test } from "vitest";

import { safeReturn } from "./returnTo";

test.each([
  ["/matches?fit=strong", "/matches?fit=strong"],
  [undefined, "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
])("%s leads to %s", (then, expected) => {
  expect(safeReturn(then)).toBe(expected);
});
