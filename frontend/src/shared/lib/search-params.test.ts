import { expect, test } from "vitest";

import { many, one, parseSearch, stringifySearch } from "./search-params";

test("a filter said twice is a list, in the order of the address", () => {
  expect(parseSearch("?status=open&q=snow+clearing&status=planned")).toEqual({
    status: ["open", "planned"],
    q: "snow clearing",
  });
});

test("what is written is read back the same, and empty filters leave no trace", () => {
  const search = { status: ["open", "planned"], q: "été & hiver", city: undefined, demo: false, country: [] };
  const text = stringifySearch(search);
  expect(text).toBe("?status=open&status=planned&q=%C3%A9t%C3%A9+%26+hiver");
  expect(parseSearch(text)).toEqual({ status: ["open", "planned"], q: "été & hiver" });
  expect(stringifySearch({})).toBe("");
});

test("any form of a parameter can be asked for one or many values", () => {
  expect(many(undefined)).toEqual([]);
  expect(many("open")).toEqual(["open"]);
  expect(one(["a", "b"])).toBe("a");
  expect(one("")).toBeUndefined();
});
