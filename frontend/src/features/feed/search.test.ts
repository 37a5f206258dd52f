import { expect, test } from "vitest";

import { countFilters, isOnlyOpen, readSearch, without } from "./search";

test("reads one or many values of a filter and drops what it does not know", () => {
  expect(readSearch({ status: "open", right: ["keeps_ip", "keeps_ip", "pilot_paid"], q: " snow ", colour: "red" })).toEqual({
    status: ["open"],
    right: ["keeps_ip", "pilot_paid"],
    q: "snow",
  });
});

test("drops values that the list would be refused for", () => {
  expect(
    readSearch({ status: ["open", "banana"], country: ["CA", "canada"], closing_within: "soon", sort: "colour" }),
  ).toEqual({ status: ["open"], country: ["CA"] });
});

test("drops what means nothing alone", () => {
  expect(readSearch({ budget_min: "100", radius_km: "50", sort: "budget" })).toEqual({});
  expect(readSearch({ sort: "relevance" })).toEqual({});
  expect(readSearch({ currency: "EUR", budget_min: "9", budget_max: "3", sort: "budget" })).toEqual({
    currency: "EUR",
    budget_min: "9",
    sort: "budget",
  });
  expect(readSearch({ place: "Tartu", radius_km: "50", sort: "distance" })).toEqual({
    place: "Tartu",
    radius_km: "50",
    sort: "distance",
  });
});

test("awards are of any status, so a list with them is not one of open records", () => {
  expect(isOnlyOpen({})).toBe(true);
  expect(isOnlyOpen({ status: ["open"], kind: ["award"] })).toBe(true);
  expect(isOnlyOpen({ kind: ["award"] })).toBe(false);
  expect(isOnlyOpen({ status: ["open", "planned"] })).toBe(false);
});

test("a single filter said twice keeps the first value", () => {
  expect(readSearch({ q: ["snow", "ice"] })).toEqual({ q: "snow" });
});

test("taking a value away keeps its neighbours and leaves no empty filter behind", () => {
  const search = { right: ["keeps_ip", "pilot_paid"], q: "snow" };
  expect(without(search, "right", "keeps_ip")).toEqual({ right: ["pilot_paid"], q: "snow" });
  expect(without({ right: ["keeps_ip"] }, "right", "keeps_ip")).toEqual({});
  expect(without(search, "q")).toEqual({ right: ["keeps_ip", "pilot_paid"] });
});

test("the order is not a filter", () => {
  expect(countFilters({ right: ["keeps_ip", "pilot_paid"], q: "snow", sort: "newest" })).toBe(3);
});
