import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";

import type { FieldError } from "@/api";

// What publication needs, by field and code, as backend/interurban/modules/challenges/checks.py finds it.
const FINDINGS: Record<string, MessageDescriptor> = {
  "/texts/*/title missing": msg`Name the problem in one line.`,
  "/texts/*/summary missing": msg`Say in two sentences what the problem is and for whom.`,
  "/texts/*/problem missing": msg`Describe the problem, not the solution.`,
  "/texts/*/outcomes missing": msg`Say what would be better afterwards, and how one would see it.`,
  "/texts/*/innovation missing": msg`Say what innovation means in this challenge.`,
  "/texts/*/off_ramp missing": msg`Say when it may end without a purchase, and what those who took part get.`,
  "/terms/innovation/kinds missing": msg`Choose at least one meaning of innovation.`,
  "/terms/approach missing": msg`Choose how you want to get there.`,
  "/terms/direct_justification/* missing": msg`A direct approach needs its justification.`,
  "/terms/categories missing": msg`Choose at least one category, so that firms can find it.`,
  "/terms/ip/background missing": msg`Say who owns what a supplier brings.`,
  "/terms/ip/foreground missing": msg`Say who owns what is made in the work.`,
  "/terms/data/input_owner missing": msg`Say who owns the data that goes in.`,
  "/terms/data/output_owner missing": msg`Say who owns the data that comes out.`,
  "/terms/data/training_use missing": msg`Say whether models may be trained on the data.`,
  "/dates/closes_at missing": msg`Set the deadline.`,
  "/dates/closes_at in_the_past": msg`The deadline has passed. Choose a later one.`,
  "/dates/opens_at order": msg`It must open before the deadline.`,
  "/dates/questions_until order": msg`Questions must end by the deadline.`,
  "/dates/opening_at order": msg`Proposals can only be opened after the deadline.`,
  "/dates/decision_by order": msg`The decision comes after the deadline.`,
};

// Rules of a city that stop publication, as city_rules.py finds them; the figures stand in the panel of its rules.
const RULES: Record<string, MessageDescriptor> = {
  policy_route_not_allowed: msg`The city’s rules do not allow this route for this amount.`,
  policy_min_days: msg`The city’s rules ask for more days until the deadline.`,
  policy_languages: msg`The city’s rules ask for title, summary and problem in another language too.`,
  policy_clause: msg`The city’s rules ask that something more be said.`,
  policy_approval: msg`The city’s rules ask for an approval.`,
};

/** What a finding asks for, in the reader's language; the API's own words for one that is not known here. */
export function useFindingWords() {
  const { i18n } = useLingui();
  return ({ pointer, code, detail }: FieldError): string => {
    const place = pointer.replace(/^(\/texts|\/terms\/direct_justification)\/[a-z]+/, "$1/*");
    const found = FINDINGS[`${place} ${code}`] ?? RULES[code];
    return found ? i18n._(found) : detail;
  };
}
