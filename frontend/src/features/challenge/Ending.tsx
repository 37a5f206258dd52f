import { Trans } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import { STATUS } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Banner } from "@/shared/ui/Banner";

/** Why it ended, and what everybody may learn from it; or that nothing is fixed yet. */
export function Ending({ detail }: { detail: ChallengeDetail }) {
  const word = useWords();
  const { ending, forecast } = detail.life;
  if (ending) {
    return (
      <div id="ending" className="mt-6 max-w-3xl scroll-mt-6">
        <Banner title={word(STATUS, ending.kind)}>
          <p lang={ending.reason.lang}>{ending.reason.value}</p>
          {ending.feedback && (
            <p className="mt-2">
              <b className="font-sign">
                <Trans>What was learned:</Trans>
              </b>{" "}
              <span lang={ending.feedback.lang}>{ending.feedback.value}</span>
            </p>
          )}
        </Banner>
      </div>
    );
  }
  if (!forecast) return null;
  return (
    <div className="mt-6 max-w-3xl">
      <Banner tone="signal">
        <Trans>A forecast: nothing is fixed yet. What changes before it is published is shown here, field by field.</Trans>
      </Banner>
    </div>
  );
}
