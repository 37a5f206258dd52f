import { i18n } from "@lingui/core";
import { afterEach, expect, test } from "vitest";

import { inReadersWords } from "./problem-words";

const PROBLEM = {
  status: 422,
  code: "invalid",
  title: "Some fields need a change",
  detail: "Change the fields named below and send it again.",
  errors: [
    { pointer: "/name", code: "string_too_short", detail: "String should have at least 1 character" },
    { pointer: "/odd", code: "never_heard_of", detail: "Said by the server" },
  ],
};
const of = (problem: typeof PROBLEM) => inReadersWords(problem).errors.map(({ detail }) => detail);

afterEach(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

test("a validator's own words are never shown, what the server says of its own accord is", () => {
  i18n.loadAndActivate({ locale: "en", messages: {} });
  expect(of(PROBLEM)).toEqual(["This is empty or too short.", "Said by the server"]);
  expect(inReadersWords(PROBLEM).title).toBe(PROBLEM.title);
});

test("in another language nothing of the server's English is left", () => {
  i18n.loadAndActivate({ locale: "fr", messages: {} });
  const odd = { ...PROBLEM, code: "never_heard_of", title: "Said by the server", detail: "In English" };
  const said = inReadersWords(odd);
  expect([said.title, said.detail, ...of(odd)].join()).not.toMatch(/server|English/);
});
