import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Autosave } from "./autosave";
import { NO_ANSWER } from "./problem";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refusal = (status: number) => ({ status, code: "x", title: "", detail: "", errors: [] });

test("waits for a pause, then sends the last state under the tag it was read with", async () => {
  const send = vi.fn(() => Promise.resolve("v2"));
  const saving = new Autosave<string>("a", "v1", send);
  saving.change("ab");
  await vi.advanceTimersByTimeAsync(800);
  saving.change("abc");
  await vi.advanceTimersByTimeAsync(800);
  expect(send).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(send.mock.calls).toEqual([["abc", "v1"]]);
  expect(saving.read().state).toBe("saved");
});

test("what changes while a save is under way is sent after it, under the new tag", async () => {
  const answers: ((tag: string) => void)[] = [];
  const send = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
  const saving = new Autosave<string>("a", "v1", send);
  saving.change("b");
  await vi.advanceTimersByTimeAsync(1_200);
  saving.change("c");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(send).toHaveBeenCalledTimes(1);
  answers[0]?.("v2");
  await vi.advanceTimersByTimeAsync(1_200);
  expect(send.mock.calls[1]).toEqual(["c", "v2"]);
});

test("never overwrites somebody else's change unasked", async () => {
  const send = vi.fn().mockRejectedValueOnce(refusal(412)).mockResolvedValue("v4");
  const saving = new Autosave<string>("a", "v1", send);
  saving.change("mine");
  await vi.advanceTimersByTimeAsync(1_200);
  expect(saving.read().state).toBe("stale");
  saving.change("mine, longer");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).toHaveBeenCalledTimes(1);
  expect(await saving.keepMine("v3")).toBe("saved");
  expect(send.mock.calls[1]).toEqual(["mine, longer", "v3"]);
});

test("keeps what was typed through silence and tries again", async () => {
  const send = vi.fn().mockRejectedValueOnce(NO_ANSWER).mockResolvedValue("v2");
  const saving = new Autosave<string>("a", "v1", send);
  saving.change("b");
  await vi.advanceTimersByTimeAsync(1_200);
  expect(saving.read()).toMatchObject({ state: "silent", value: "b" });
  await vi.advanceTimersByTimeAsync(8_000);
  expect(saving.read().state).toBe("saved");
});

test("a refused field keeps its text and its problem until it is mended", async () => {
  const send = vi.fn().mockRejectedValueOnce(refusal(422)).mockResolvedValue("v2");
  const saving = new Autosave<string>("a", "v1", send);
  saving.change("bad");
  expect(await saving.flush()).toBe("refused");
  expect(saving.read().problem?.status).toBe(422);
  saving.change("good");
  expect(await saving.flush()).toBe("saved");
  expect(saving.read().problem).toBeNull();
});

test("flush waits for a save under way and sends what came meanwhile", async () => {
  const answers: ((tag: string) => void)[] = [];
  const send = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
  const saving = new Autosave<string>("a", "v1", send);
  saving.change("b");
  await vi.advanceTimersByTimeAsync(1_200);
  saving.change("c");
  const done = saving.flush();
  answers[0]?.("v2");
  await vi.advanceTimersByTimeAsync(0);
  answers[1]?.("v3");
  expect(await done).toBe("saved");
  expect(saving.tag).toBe("v3");
});

test("what is not confirmed is kept beside, with what it was begun from, until it is", async () => {
  const keep = vi.fn();
  const send = vi.fn().mockRejectedValueOnce(NO_ANSWER).mockResolvedValue("v2");
  const saving = new Autosave<string>("a", "v1", send, { keep });
  saving.change("ab");
  expect(keep).toHaveBeenLastCalledWith({ value: "ab", base: "a", etag: "v1" });
  await vi.advanceTimersByTimeAsync(1_200);
  expect(saving.read().state).toBe("silent");
  expect(keep).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(keep).toHaveBeenLastCalledWith(null);
  expect(saving.read().savedAt).toBe(Date.now());
  expect(saving.base).toBe("ab");
});

test("goes on from a copy of an earlier visit by itself", async () => {
  const send = vi.fn(() => Promise.resolve("v2"));
  const saving = new Autosave<string>("typed", "v1", send, { base: "read" });
  expect([saving.read().state, saving.base]).toEqual(["waiting", "read"]);
  await vi.advanceTimersByTimeAsync(1_200);
  expect(send.mock.calls).toEqual([["typed", "v1"]]);
});

test("what two wrote is saved upon what the other saved", async () => {
  const keep = vi.fn();
  const send = vi.fn().mockRejectedValueOnce(refusal(412)).mockResolvedValue("v4");
  const saving = new Autosave<string>("a", "v1", send, { keep });
  saving.change("mine");
  await vi.advanceTimersByTimeAsync(1_200);
  expect(await saving.takeBoth("mine and theirs", "theirs", "v3")).toBe("saved");
  expect(send.mock.calls[1]).toEqual(["mine and theirs", "v3"]);
  expect(keep).toHaveBeenLastCalledWith(null);
});
