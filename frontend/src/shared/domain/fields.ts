import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** Names of the fields of a challenge, by their JSON pointer; the longest that fits is the one. */
const FIELDS: [pattern: RegExp, name: MessageDescriptor][] = [
  [/^\/texts\/\w+\/title/, msg`Title`],
  [/^\/texts\/\w+\/summary/, msg`Summary`],
  [/^\/texts\/\w+\/problem/, msg`The problem`],
  [/^\/texts\/\w+\/outcomes/, msg`What would be better`],
  [/^\/texts\/\w+\/context/, msg`Context`],
  [/^\/texts\/\w+\/offers/, msg`What the city offers`],
  [/^\/texts\/\w+\/innovation/, msg`What innovation means here`],
  [/^\/texts\/\w+\/rights/, msg`Intellectual property and data`],
  [/^\/texts\/\w+\/off_ramp/, msg`If it ends without a purchase`],
  [/^\/texts/, msg`A whole language`],
  [/^\/dates\/opens_at/, msg`Opens`],
  [/^\/dates\/questions_until/, msg`Questions until`],
  [/^\/dates\/closes_at/, msg`Closes`],
  [/^\/dates\/opening_at/, msg`Proposals are opened`],
  [/^\/dates\/decision_by/, msg`Decision by`],
  [/^\/dates/, msg`Dates`],
  [/^\/terms\/approach/, msg`Approach`],
  [/^\/terms\/innovation/, msg`Innovation means`],
  [/^\/terms\/phases/, msg`Phases`],
  [/^\/terms\/funding/, msg`Budget`],
  [/^\/terms\/(ip|data)/, msg`Intellectual property and data`],
  [/^\/terms\/gates/, msg`Who may take part`],
  [/^\/terms\/social/, msg`What it must do for people`],
  [/^\/terms\/categories/, msg`Categories`],
  [/^\/terms\/sponsorship/, msg`Who stands behind it`],
  [/^\/terms\/off_ramp/, msg`If it ends without a purchase`],
];

const OTHER = msg`Terms`;

export function fieldName(pointer: string): MessageDescriptor {
  return FIELDS.find(([pattern]) => pattern.test(pointer))?.[1] ?? OTHER;
}

/** The language that a text is in, where the pointer names one. */
export function fieldLanguage(pointer: string): string | undefined {
  return /^\/texts\/(\w+)/.exec(pointer)?.[1];
}
