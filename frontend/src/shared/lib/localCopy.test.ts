import { beforeEach, expect, test, vi } from "vitest";

import { keepCopy, readCopy } from "./localCopy";

const copy = { value: "typed", base: "read", etag: "v1" };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("window", {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  });
});

test("what is kept is read again, and forgotten when it is confirmed", () => {
  keepCopy("a", copy);
  expect(readCopy("a")).toEqual(copy);
  keepCopy("a", null);
  expect(readCopy("a")).toBeNull();
});

test("another window's copy is not thrown away by this one", () => {
  window.localStorage.setItem("a", JSON.stringify({ ...copy, tab: "elsewhere" }));
  keepCopy("a", null);
  // Once it was read here, it is this window's to forget.
  expect(readCopy("a")).toEqual(copy);
  keepCopy("a", null);
  expect(readCopy("a")).toBeNull();
});

test("what is damaged, full or forbidden costs the copy and nothing else", () => {
  window.localStorage.setItem("a", "{not json");
  expect(readCopy("a")).toBeNull();
  vi.stubGlobal("window", {
    get localStorage(): Storage {
      throw new Error("forbidden");
    },
  });
  expect(() => keepCopy("a", copy)).not.toThrow();
  expect(readCopy("a")).toBeNull();
});
