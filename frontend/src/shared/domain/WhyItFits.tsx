import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { ChallengeMatch, FitPrecision } from "@/api";
import { FitMeter } from "@/shared/ui/FitMeter";

import type { Fit } from "./fits";
import { Gates } from "./GateList";
import { FIT } from "./labels";
import { Meeting } from "./Meeting";
import { Reasons } from "./Reasons";
import type { View } from "./sides";
import { useWords } from "./useWords";

const LEVEL = { possible: 1, good: 2, strong: 3 } as const;

type Props = {
  /** Without a fit where no word for it was measured: between two challenges. */
  match: Pick<ChallengeMatch, "parts" | "reasons" | "gates"> & { fit: Fit | null };
  fits: readonly FitPrecision[];
  view: View;
  /** CSS colours of the two lines, the reader's own first. */
  lines: readonly [string, string];
};

/** Fit, reasons and gates of one match. Gates stand apart: they never change the score. */
export function WhyItFits({ match, fits, view, lines }: Props) {
  const word = useWords();
  return (
    <div className="@container mt-3">
      {match.fit && <FitMeter level={LEVEL[match.fit]} label={word(FIT, match.fit)} />}
      <div className="mt-2 flex flex-col gap-x-8 gap-y-3 @2xl:flex-row-reverse @2xl:justify-end">
        <div className="flex-none">
          <Meeting parts={match.parts} fit={match.fit} view={view} lines={lines} />
        </div>
        <div className="flex max-w-[62ch] min-w-0 flex-1 flex-col gap-2.5">
          {match.reasons.length > 0 ? (
            <Reasons match={match} fits={fits} view={view} />
          ) : (
            <p className="text-ink2">
              <Trans>The texts as a whole are alike; no single word or category stands out.</Trans>
            </p>
          )}
          <Gates gates={match.gates} />
          {view === "profile" && match.gates.some(({ state }) => state === "unknown") && (
            <p>
              <Link to="/profile" hash="facts" className="link-quiet">
                <Trans>Answer what is unknown</Trans>
              </Link>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
