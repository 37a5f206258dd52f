import { Trans } from "@lingui/react/macro";

import type { ChallengeMatch } from "@/api";
import { FitMeter } from "@/shared/ui/FitMeter";

import { Gates } from "./GateList";
import { FIT } from "./labels";
import { Reasons } from "./Reasons";
import { useWords } from "./useWords";

const LEVEL = { possible: 1, good: 2, strong: 3 } as const;

/** Fit, reasons and gates of one match. Gates stand apart: they never change the score. */
export function WhyItFits({ match }: { match: Pick<ChallengeMatch, "fit" | "reasons" | "gates"> }) {
  const word = useWords();
  return (
    <div className="mt-3 flex max-w-[68ch] flex-col gap-2.5">
      <FitMeter level={LEVEL[match.fit]} label={word(FIT, match.fit)} />
      {match.reasons.length > 0 ? (
        <Reasons reasons={match.reasons} />
      ) : (
        <p className="text-ink2">
          <Trans>The texts as a whole are alike; no single word or category stands out.</Trans>
        </p>
      )}
      <Gates gates={match.gates} />
    </div>
  );
}
