import { expect, test } from "vitest";

import { sectionOf } from "./draft";

test.each([
  ["/texts/en/title", "statement"],
  ["/texts/en/innovation", "approach"],
  ["/texts/fr/off_ramp", "off-ramp"],
  ["/texts/fr/rights", "rights"],
  ["/terms/innovation/kinds", "approach"],
  ["/terms/ip/foreground", "rights"],
  ["/terms/funding/budget", "money"],
  ["/terms/gates/2/value", "who"],
  ["/terms/off_ramp/participants_get", "off-ramp"],
  ["/dates/closes_at", "dates"],
])("%s is asked for under %s", (pointer, section) => {
  expect(sectionOf(pointer)).toBe(section);
});
