import { expect, test } from "vitest";

import { countFilters, readSearch, without } from "./search";

test("reads one or many values of a filter and drops what it does not know", () => {
  expect(readSearch({ status: "open", right: ["keeps_ip", "keeps_ip", "pilot_paid"], q: " snow ", colour: "red" })).toEqual({
    status: ["open"],
    right: ["keeps_ip", "pilot_paid"],
    q: "snow",
  });
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
