import { expect, test } from "vitest";

import { instantOf, joinLocal, splitLocal } from "./localTime";

test("a local hour becomes the instant of its zone", () => {
  expect(instantOf("2027-01-15T16:00", "Europe/Helsinki")).toBe("2027-01-15T14:00:00.000Z");
  expect(instantOf("2027-07-15T16:00", "Europe/Helsinki")).toBe("2027-07-15T13:00:00.000Z");
});

test("a date alone is the end of that day", () => {
  expect(instantOf("2027-01-15", "America/Toronto")).toBe("2027-01-16T04:59:59.000Z");
});

test("an hour that the clock jumps over is missing, one that comes back is there twice", () => {
  expect(instantOf("2027-03-28T03:30", "Europe/Helsinki")).toBe("missing");
  expect(instantOf("2027-10-31T03:30", "Europe/Helsinki")).toBe("twice");
});

test("what is not a date is none", () => {
  expect(instantOf("2027-02-30", "Europe/Paris")).toBeNull();
  expect(instantOf("soon", "Europe/Paris")).toBeNull();
});

test("splits and joins what the API holds", () => {
  expect(splitLocal("2027-01-15T16:00:00")).toEqual({ date: "2027-01-15", time: "16:00" });
  expect(splitLocal(null)).toEqual({ date: "", time: "" });
  expect(joinLocal({ date: "2027-01-15", time: "" })).toBe("2027-01-15");
  expect(joinLocal({ date: "2027-01-15", time: "16:00" })).toBe("2027-01-15T16:00");
  expect(joinLocal({ date: "", time: "16:00" })).toBeNull();
});
