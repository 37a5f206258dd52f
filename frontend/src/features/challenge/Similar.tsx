import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { listSimilarChallengesOptions } from "@/api/@tanstack/react-query.gen";
import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { useNow } from "@/shared/lib/useNow";

import { Section } from "./Facts";

const SHOWN = 4;

/** The same need elsewhere. Says nothing where there is none: it is a help, not the page's matter. */
export function Similar({ challengeId }: { challengeId: string }) {
  const { t, i18n } = useLingui();
  const now = useNow();
  const { data } = useQuery(
    listSimilarChallengesOptions({ path: { challenge_id: challengeId }, query: { limit: SHOWN, lang: i18n.locale } }),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section id="similar" title={t`Similar needs elsewhere`}>
      {data.items.map(({ challenge }) => (
        <ChallengeRow key={challenge.id} card={challenge} now={now} />
      ))}
    </Section>
  );
}
