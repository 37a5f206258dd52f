import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { listMatchesOptions } from "@/api/@tanstack/react-query.gen";
import { lineColour } from "@/shared/domain/lines";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { Card } from "@/shared/ui/Card";

// The API ranks; a challenge that is not among the first hundred is no match worth a box.
const LOOKED_AT = 100;

/** For a supplier who is signed in: why this challenge fits them, and which conditions they meet. */
export function FitsYou({ challengeId, supplierId }: { challengeId: string; supplierId: string }) {
  const { t, i18n } = useLingui();
  const { data } = useQuery(
    listMatchesOptions({ path: { supplier_id: supplierId }, query: { limit: LOOKED_AT, lang: i18n.locale } }),
  );
  const match = [...(data?.items ?? []), ...(data?.near_misses ?? [])].find(({ challenge }) => challenge.id === challengeId);
  if (!data || !match) return null;
  return (
    <Card title={t`Why this fits you`} strong>
      <MatchingMode mode={data.mode} />
      <WhyItFits
        match={match}
        fits={data.fits}
        view="profile"
        lines={["var(--ink)", lineColour(match.challenge.publishers[0]?.line ?? null)]}
      />
    </Card>
  );
}
