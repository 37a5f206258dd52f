import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { listSimilarChallengesOptions } from "@/api/@tanstack/react-query.gen";
import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { lineColour } from "@/shared/domain/lines";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { useNow } from "@/shared/lib/useNow";
import { Disclosure } from "@/shared/ui/Disclosure";

import { Section } from "./Facts";

const SHOWN = 4;

/** The same need elsewhere. Says nothing where there is none: it is a help, not the page's matter. */
export function Similar({ challengeId, line }: { challengeId: string; line: number | null }) {
  const { t, i18n } = useLingui();
  const now = useNow();
  const { data } = useQuery(
    listSimilarChallengesOptions({ path: { challenge_id: challengeId }, query: { limit: SHOWN, lang: i18n.locale } }),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section id="similar" title={t`Similar needs elsewhere`}>
      <MatchingMode mode={data.mode} />
      <div className="mt-3">
        {data.items.map((match) => (
          <ChallengeRow key={match.challenge.id} card={match.challenge} now={now}>
            <Disclosure title={<Trans>What the two share</Trans>} className="mt-1">
              <WhyItFits
                match={match}
                fits={data.fits}
                view="need"
                lines={[lineColour(line), lineColour(match.challenge.publishers[0]?.line ?? null)]}
              />
            </Disclosure>
          </ChallengeRow>
        ))}
      </div>
    </Section>
  );
}
