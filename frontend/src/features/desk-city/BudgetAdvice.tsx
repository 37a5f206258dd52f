import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { BudgetOutput, ReasonOut, Route, RouteOut } from "@/api";
import { listAllowedRoutesOptions } from "@/api/@tanstack/react-query.gen";
import { ROUTE } from "@/shared/domain/labels";
import { ALLOWED } from "@/shared/domain/ruleLabels";
import { RuleSource, useRuleWords } from "@/shared/domain/RuleText";
import { useWords } from "@/shared/domain/useWords";
import { useDebounced } from "@/shared/lib/useDebounced";
import { Disclosure } from "@/shared/ui/Disclosure";
import { GateBadge, type Outcome } from "@/shared/ui/GateBadge";

const PAUSE_MS = 400;
const TONE: Record<RouteOut["allowed"], Outcome> = { allowed: "met", not_allowed: "not_met", unknown: "unknown" };

type Props = { slug: string; budget: BudgetOutput | null; chosen: Route };

/** Beside the budget, while one writes it: which routes the city's own rules open to this amount, and why. */
export function BudgetAdvice({ slug, budget, chosen }: Props) {
  const { i18n } = useLingui();
  const word = useWords();
  const asked = useDebounced(budget, PAUSE_MS);
  const query = asked
    ? {
        currency: asked.currency,
        tax: asked.tax,
        ...(asked.min_minor === null ? {} : { min_minor: asked.min_minor }),
        ...(asked.max_minor === null ? {} : { max_minor: asked.max_minor }),
      }
    : {};
  const { data } = useQuery({
    ...listAllowedRoutesOptions({ path: { slug }, query }),
    enabled: slug !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  if (!data || data.version === null) return null;
  const allowed = data.routes.filter((route) => route.allowed === "allowed");
  const names = new Intl.ListFormat(i18n.locale, { type: "disjunction" }).format(allowed.map(({ route }) => word(ROUTE, route)));
  return (
    <div className="rounded-md border-2 border-ink bg-card p-4">
      <p role="status" className="font-bold">
        {!asked ? (
          <Trans>Write an amount, and what your rules allow for it stands here.</Trans>
        ) : allowed.length > 0 ? (
          <Trans>This amount allows: {names}.</Trans>
        ) : (
          <Trans>Which route this amount allows cannot be told from your rules.</Trans>
        )}
      </p>
      {asked && (
        // Open by itself where nothing is allowed: then the reasons are what one needs.
        <Disclosure
          key={allowed.length > 0 ? "some" : "none"}
          title={<Trans>Because of which threshold</Trans>}
          defaultExpanded={allowed.length === 0}
        >
          <ul>
            {data.routes.map((route) => (
              <Answer key={route.route} answer={route} isChosen={route.route === chosen} />
            ))}
          </ul>
        </Disclosure>
      )}
      <p className="text-[0.9375rem]">
        <Link to="/cities/$slug" params={{ slug }} hash="rules" className="link-quiet inline-flex min-h-11 items-center">
          <Trans>All rules, version {data.version}</Trans>
        </Link>
      </p>
    </div>
  );
}

function Answer({ answer, isChosen }: { answer: RouteOut; isChosen: boolean }) {
  const word = useWords();
  return (
    <li className="border-t border-rule py-2">
      <p className="flex flex-wrap items-baseline gap-2">
        <GateBadge outcome={TONE[answer.allowed]} word={word(ALLOWED, answer.allowed)} />
        <span className={isChosen ? "font-bold" : ""}>
          {word(ROUTE, answer.route)}
          {isChosen && (
            <>
              {" "}
              <Trans>(your choice)</Trans>
            </>
          )}
        </span>
      </p>
      {answer.reasons.map((reason) => (
        <Because key={reason.rule.id} reason={reason} />
      ))}
    </li>
  );
}

function Because({ reason: { rule, why } }: { reason: ReasonOut }) {
  const { t } = useLingui();
  const ruleWords = useRuleWords();
  const said: Record<ReasonOut["why"], string> = {
    within: t`the amount lies within`,
    below: t`the amount is below`,
    above: t`the amount is above`,
    tax_unclear: t`with tax it would be on one side, without it on the other: say whether tax is included`,
    open_ended: t`only a lower end is stated: write the upper one`,
    other_currency: t`the threshold is in another currency, and nothing is converted`,
    no_amount: t`no amount is stated`,
  };
  return (
    <p className="mt-1 text-[0.9375rem] leading-snug">
      <span className="figure-sign">{ruleWords(rule)}</span>: {said[why]}. <RuleSource rule={rule} />
    </p>
  );
}
