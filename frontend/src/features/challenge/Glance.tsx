import { Trans, useLingui } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import { RIGHT } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { formatRange } from "@/shared/lib/money";
import { Card } from "@/shared/ui/Card";

/** What a small firm asks first: how much, is the trial paid, what do we keep. */
export function Glance({ detail }: { detail: ChallengeDetail }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { funding, ip, gates, data } = detail.terms;
  const budget = funding.budget && formatRange(funding.budget, i18n.locale);
  const rights = [
    ip.foreground === "supplier" && "keeps_ip",
    funding.pilot_paid === true && "pilot_paid",
    detail.kind === "challenge" && !gates.some(({ kind }) => kind === "prior_projects") && "no_prior_projects",
    (data.training_use === "allowed" || data.training_use === "deidentified_only") && "training_allowed",
  ].filter((right): right is keyof typeof RIGHT => right !== false);
  if (!budget && rights.length === 0) return null;
  return (
    <Card title={t`For you`} strong>
      {budget && (
        <p>
          <span className="sign block text-2xl">{budget}</span>
          <span className="text-[0.9375rem] text-ink2">
            <Trans>budget</Trans>
          </span>
        </p>
      )}
      <ul className="mt-2 flex flex-col gap-1">
        {rights.map((right) => (
          <li key={right} className="flex items-baseline gap-2">
            <svg aria-hidden width="13" height="11" viewBox="0 0 14 12" fill="none" stroke="var(--good)" strokeWidth="3">
              <path d="m1.5 6.2 3.8 3.9L12.5 1.8" />
            </svg>
            {word(RIGHT, right)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
