import { Plural, Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";

import { listSupplierMatchesOptions } from "@/api/@tanstack/react-query.gen";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { countryName } from "@/shared/lib/names";
import { Skeleton } from "@/shared/ui/Skeleton";

/** The market for a draft: firms whose profile fits, among those a city may see. */
export function SupplierMatches({ challengeId }: { challengeId: string }) {
  const { i18n } = useLingui();
  const list = useQuery(listSupplierMatchesOptions({ path: { challenge_id: challengeId } }));
  if (list.isPending) return <Skeleton className="h-24" />;
  if (list.error) return <ProblemBanner error={list.error} />;
  if (list.data.items.length === 0) {
    return (
      <p className="text-ink2">
        <Trans>No firm that shows itself to cities fits these words yet.</Trans>
      </p>
    );
  }
  return (
    <>
      <p className="mb-2 text-ink2">
        <Plural value={list.data.items.length} one="# firm fits" other="# firms fit" />
      </p>
      <ul className="border-t border-rule">
        {list.data.items.map((match) => (
          <li key={match.supplier_id} className="border-b border-rule py-4">
            <p className="sign text-lg">{match.name}</p>
            <p className="text-[0.9375rem] text-ink2">{countryName(match.country, i18n.locale)}</p>
            <WhyItFits match={match} />
          </li>
        ))}
      </ul>
    </>
  );
}
