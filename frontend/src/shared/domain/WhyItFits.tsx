import { Trans, useLingui } from "@lingui/react/macro";

import { FitMeter } from "@/shared/ui/FitMeter";
import { GateBadge } from "@/shared/ui/GateBadge";

import { FIT, OUTCOME } from "./labels";
import type { GateAnswer, Match, Reason } from "@/api";
import { useWords } from "./useWords";

const LEVEL = { possible: 1, good: 2, strong: 3 } as const;

/** Fit, reasons and gates of one match. Gates stand apart: they never change the score. */
export function WhyItFits({ match }: { match: Pick<Match, "fit" | "reasons" | "gates"> }) {
  const word = useWords();
  return (
    <div className="mt-3 flex flex-col gap-2">
      <FitMeter level={LEVEL[match.fit]} label={word(FIT, match.fit)} />
      <Reasons reasons={match.reasons} />
      <Gates gates={match.gates} />
    </div>
  );
}

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="border-s-[6px] border-signal ps-3.5">
      {reasons.map((reason) => (
        <li key={`${reason.kind}${reason.detail}`} className="py-0.5">
          {reason.quote && (
            <>
              “<mark>{reason.quote}</mark>”{" "}
            </>
          )}
          {reason.detail}
        </li>
      ))}
    </ul>
  );
}

export function Gates({ gates }: { gates: readonly GateAnswer[] }) {
  const { t } = useLingui();
  const word = useWords();
  if (gates.length === 0) return null;
  return (
    <div>
      <p className="sr-only">
        <Trans>Conditions</Trans>
      </p>
      <ul aria-label={t`Conditions`} className="flex flex-col gap-1.5">
        {gates.map((gate) => (
          <li key={gate.id} className="flex items-baseline gap-2.5">
            <GateBadge outcome={gate.outcome} word={word(OUTCOME, gate.outcome)} />
            <span lang={gate.label.lang}>{gate.label.value}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
