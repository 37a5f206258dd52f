import type { I18n } from "@lingui/core";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

import type { BudgetOutput, GateOutput, PhaseOutput, RiskOutput, SocialRequirementOutput } from "@/api";
import { gateWords } from "@/shared/domain/gates";
import {
  APPROACH,
  APPROVAL,
  ENTITLEMENT,
  INNOVATION,
  LICENCE,
  OWNERSHIP,
  PERMISSION,
  PHASE,
  ROUTE,
  SOCIAL,
  TAX,
  TRAINING,
} from "@/shared/domain/labels";
import type { useWords } from "@/shared/domain/useWords";
import { formatRange } from "@/shared/lib/money";
import { languageName, listOf } from "@/shared/lib/names";

type Words = ReturnType<typeof useWords>;

/** What each place of a draft is called on the form, and the closed list that its value comes from. */
const FIELDS: [place: RegExp, name: MessageDescriptor, words?: Record<string, MessageDescriptor>][] = [
  [/\/title$/, msg`Title`],
  [/\/summary$/, msg`Summary`],
  [/\/problem$/, msg`The problem`],
  [/\/outcomes$/, msg`What would be better`],
  [/\/context$/, msg`Context`],
  [/\/offers$/, msg`What the city offers`],
  [/^\/texts\/[^/]+\/innovation$/, msg`Innovation in your own words`],
  [/\/rights$/, msg`Intellectual property and data`],
  [/^\/texts\/[^/]+\/off_ramp$/, msg`When it may end, and how`],
  [/^\/terms\/approach$/, msg`How you want to get there`, APPROACH],
  [/^\/terms\/direct_justification/, msg`Why only one firm`],
  [/^\/terms\/innovation/, msg`What innovation means here`, INNOVATION],
  [/^\/terms\/phases/, msg`Phases`],
  [/^\/terms\/funding\/budget/, msg`Budget`],
  [/^\/terms\/funding\/pilot_paid/, msg`Is the pilot paid?`],
  [/^\/terms\/funding\/route/, msg`Route`, ROUTE],
  [/^\/terms\/funding\/funding_programmes/, msg`Funding programmes`],
  [/\/licence_to_city$/, msg`Licence to the city`, LICENCE],
  [/\/reuse_by_other_cities$/, msg`Reuse by other cities`, PERMISSION],
  [/\/training_use$/, msg`May models be trained on the data?`, TRAINING],
  [/^\/terms\/ip\/background/, msg`What a supplier brings`, OWNERSHIP],
  [/^\/terms\/ip\/foreground/, msg`What is made in the work`, OWNERSHIP],
  [/^\/terms\/data\/input_owner/, msg`Data that goes in`, OWNERSHIP],
  [/^\/terms\/data\/output_owner/, msg`Data that comes out`, OWNERSHIP],
  [/^\/terms\/(ip|data)/, msg`Intellectual property and data`, OWNERSHIP],
  [/^\/terms\/gates/, msg`Conditions`],
  [/^\/terms\/categories/, msg`Categories (CPV)`],
  [/^\/terms\/social/, msg`Social impact`],
  [/^\/terms\/place/, msg`Who may take part, and where`],
  [/^\/terms\/sponsorship\/approval$/, msg`Approved by`, APPROVAL],
  [/^\/terms\/sponsorship\/approval_reference/, msg`Number of the decision`],
  [/^\/terms\/sponsorship\/approved_on/, msg`On which day`],
  [/^\/terms\/sponsorship\/risks/, msg`Risks named and accepted`],
  [/^\/terms\/sponsorship/, msg`Sponsor`],
  [/^\/terms\/off_ramp/, msg`Those who took part then get`, ENTITLEMENT],
  [/^\/dates\/opens_at/, msg`Opens`],
  [/^\/dates\/questions_until/, msg`Questions until`],
  [/^\/dates\/closes_at/, msg`Closes`],
  [/^\/dates\/opening_at/, msg`Proposals are opened`],
  [/^\/dates\/decision_by/, msg`Decision by`],
  [/^\/dates/, msg`Dates`],
  [/^\/original_language/, msg`Written first in`],
];

/** The language of a text, where the place is one. */
export function languageOf(pointer: string): string | null {
  return /^\/(?:texts|terms\/direct_justification)\/([a-z]{2,3})/.exec(pointer)?.[1] ?? null;
}

/** "Title (French)" */
export function fieldName(pointer: string, i18n: I18n): string {
  const name = FIELDS.find(([place]) => place.test(pointer))?.[1];
  const language = languageOf(pointer);
  const said = name ? i18n._(name) : pointer;
  return language ? `${said} (${languageName(language, i18n.locale)})` : said;
}

/** A value of the draft as one reads it. */
export function valueWords(pointer: string, value: unknown, i18n: I18n, word: Words): string {
  if (value === null || value === undefined || value === "") return "—";
  if (typeof value === "boolean") return i18n._(value ? msg`Yes` : msg`No`);
  if (/\/budget$/.test(pointer)) {
    const budget = value as BudgetOutput;
    return [formatRange(budget, i18n.locale), word(TAX, budget.tax)].filter(Boolean).join(", ");
  }
  const words = FIELDS.find(([place]) => place.test(pointer))?.[2];
  if (Array.isArray(value)) {
    return value.length === 0 ? "—" : listOf(value.map((one) => memberWords(pointer, one, words, i18n, word)), i18n.locale);
  }
  if (typeof value === "object") return memberWords(pointer, value, words, i18n, word);
  return words ? word(words, String(value)) : String(value);
}

function memberWords(
  pointer: string,
  one: unknown,
  words: Record<string, MessageDescriptor> | undefined,
  i18n: I18n,
  word: Words,
): string {
  if (typeof one !== "object" || one === null) return words ? word(words, String(one)) : String(one);
  if (pointer.startsWith("/terms/gates")) return gateWords(one as GateOutput, i18n, word);
  if (pointer.startsWith("/terms/social")) return word(SOCIAL, (one as SocialRequirementOutput).kind);
  if (pointer.startsWith("/terms/sponsorship/risks")) return Object.values((one as RiskOutput).text).filter(Boolean).join(" / ");
  if (pointer.startsWith("/terms/phases")) {
    const { kind, starts_on, ends_on } = one as PhaseOutput;
    return [word(PHASE, kind), [starts_on, ends_on].filter(Boolean).join(" – ")].filter(Boolean).join(" ");
  }
  return Object.values(one as Record<string, unknown>)
    .filter((part) => part !== null && part !== "")
    .join(", ");
}
