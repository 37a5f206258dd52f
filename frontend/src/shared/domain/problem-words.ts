import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { FieldProblem, Problem } from "@/shared/lib/problem";

// The API's problem documents are in English; their codes are stable. What a reader meets is said here.

const TITLES: Record<string, MessageDescriptor> = {
  account_exists: msg`There is an account with this address`,
  already_member: msg`This person is a member already`,
  conflict: msg`This does not go together with how things stand`,
  forbidden: msg`You may not do this`,
  internal: msg`Something went wrong on our side`,
  invalid: msg`Some fields need a change`,
  last_keeper: msg`An organisation needs somebody who keeps it`,
  link_over: msg`This link is used up or out of date`,
  not_found: msg`There is nothing here`,
  not_signed_in: msg`Sign in first`,
  nothing_to_match: msg`There are no words to match on`,
  other_address: msg`This invitation is for another address`,
  reauthentication_needed: msg`Give your password again`,
  stale_edit: msg`Somebody changed this since you read it`,
  too_large: msg`This is larger than the limit`,
  too_many_requests: msg`Too many requests; wait a moment`,
  unavailable: msg`Not ready yet; try again in a moment`,
  unsupported_media_type: msg`This type of content is not taken here`,
  wrong_credentials: msg`These credentials do not sign in`,
};

const DETAILS: Record<string, MessageDescriptor> = {
  account_exists: msg`Sign in with it, then open the link again.`,
  forbidden: msg`It needs another role. Ask whoever keeps your organisation.`,
  internal: msg`It is written in our log. Try again; if it stays, tell us when it was.`,
  invalid: msg`Change the fields named below and send it again.`,
  last_keeper: msg`Give the role to somebody else first.`,
  link_over: msg`Ask for a new one.`,
  nothing_to_match: msg`Say in a sentence what you do, or name a category.`,
  other_address: msg`Sign out, then open the link again with the invited address.`,
  stale_edit: msg`Read it again, look at what changed, and make your change once more.`,
  wrong_credentials: msg`The e-mail address or the password is not right, or the address waits for the link that we sent to it. Try again, or reset the password.`,
};

const EMPTY = msg`This is empty or too short.`;
const LONG = msg`This is too long.`;
const FORM = msg`This is not in the form that is asked for.`;
const NUMBER = msg`Write a number in the range that is asked for.`;
const FIELDS: Record<string, MessageDescriptor> = {
  missing: msg`This is needed.`,
  string_too_short: EMPTY,
  too_short: EMPTY,
  string_too_long: LONG,
  too_long: LONG,
  string_pattern_mismatch: FORM,
  value_error: FORM,
  enum: FORM,
  literal_error: FORM,
  date_from_datetime_parsing: FORM,
  not_a_date: msg`There is no such date.`,
  int_parsing: NUMBER,
  int_from_float: NUMBER,
  int_type: NUMBER,
  greater_than: NUMBER,
  greater_than_equal: NUMBER,
  less_than: NUMBER,
  less_than_equal: NUMBER,
  password_is_email: msg`It is the e-mail address. Choose another one.`,
  time_does_not_exist: msg`The clocks go forward then: this time does not exist on that day. Choose one an hour later.`,
  time_exists_twice: msg`The clocks go back then: this time comes twice on that day. Choose another one.`,
};
// Two fields of which more can be said than the code does.
const BY_NAME: Record<string, MessageDescriptor> = {
  email: msg`This is not an e-mail address.`,
  country: msg`Choose a country.`,
};
const OTHER = msg`This needs a change.`;

/** The problem in the reader's language. The API's own English stands where it says more than the code does. */
export function inReadersWords(problem: Problem): Problem {
  const errors = problem.errors.map(fieldInReadersWords);
  if (i18n.locale === "en" || problem.status <= 0) return { ...problem, errors };
  const title = i18n._(TITLES[problem.code] ?? msg`This did not work`);
  const detail = DETAILS[problem.code];
  return { ...problem, title, detail: detail ? i18n._(detail) : title, errors };
}

function fieldInReadersWords(field: FieldProblem): FieldProblem {
  const name = field.pointer.split("/").at(-1) ?? "";
  const found = BY_NAME[name] ?? FIELDS[field.code];
  if (!found && i18n.locale === "en") return field;
  return { ...field, detail: i18n._(found ?? OTHER) };
}
