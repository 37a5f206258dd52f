import { expect, test } from "vitest";

import { formatMoney, formatRange, parseMoney } from "./money";

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, " ");

test("shows whole amounts without decimals and the currency's own number of them", () => {
  expect(formatMoney(9_000_000, "EUR", "en")).toBe("€90,000");
  expect(formatMoney(9_000_050, "EUR", "en")).toBe("€90,000.50");
  expect(formatMoney(90_000, "JPY", "en")).toBe("¥90,000");
  expect(plain(formatMoney(9_000_000, "EUR", "fr"))).toBe("90 000 €");
});

test("says the currency once in a range, on the side the language puts it", () => {
  const range = { min_minor: 9_000_000, max_minor: 24_000_000, currency: "EUR" };
  expect(formatRange(range, "en")).toBe("€90,000 – 240,000");
  expect(plain(formatRange(range, "fr"))).toBe("90 000 – 240 000 €");
  expect(formatRange({ ...range, max_minor: null }, "en")).toBe("≥ €90,000");
  expect(formatRange({ ...range, min_minor: null }, "en")).toBe("≤ €240,000");
  expect(formatRange({ min_minor: null, max_minor: null, currency: "EUR" }, "en")).toBeNull();
});

test("survives a currency that the browser does not know", () => {
  expect(plain(formatMoney(150, "ZZZ", "en"))).toContain("ZZZ");
});

test.each([
  ["60000", "CAD", 6_000_000],
  ["60 000", "CAD", 6_000_000],
  ["60,000", "CAD", 6_000_000],
  ["60.000", "EUR", 6_000_000],
  ["1.234,56", "EUR", 123_456],
  ["1,234.5", "USD", 123_450],
  ["5000", "JPY", 5_000],
  ["12,5", "EUR", 1_250],
])("reads %s %s as %i minor units", (typed, currency, minor) => {
  expect(parseMoney(typed, currency)).toBe(minor);
});

test.each(["", "about 5000", "-5", "5e9", "."])("refuses %j", (typed) => {
  expect(parseMoney(typed, "EUR")).toBeUndefined();
});
