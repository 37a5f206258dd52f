import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { SupplierMatch } from "@/api";
import { listSupplierMatchesOptions } from "@/api/@tanstack/react-query.gen";
import { FitWords } from "@/shared/domain/FitWords";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { countryName } from "@/shared/lib/names";
import { Skeleton } from "@/shared/ui/Skeleton";

const SHOWN = 10;

/** The market for a challenge: firms whose profile fits, among those a city may see. */
export function SupplierMatches({ challengeId }: { challengeId: string }) {
  const { i18n } = useLingui();
  const list = useQuery(
    listSupplierMatchesOptions({ path: { challenge_id: challengeId }, query: { limit: SHOWN, lang: i18n.locale } }),
  );
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
      <ul className="border-t border-rule">
        {list.data.items.map((match) => (
          <Firm key={match.supplier.id} match={match} />
        ))}
      </ul>
      <FitWords {...list.data} />
    </>
  );
}

function Firm({ match }: { match: SupplierMatch }) {
  const { i18n } = useLingui();
  const { supplier } = match;
  return (
    <li className="border-b border-rule py-4">
      <h3 className="text-lg">
        <Link to="/suppliers/$id" params={{ id: supplier.id }} className="no-underline hover:underline">
          {supplier.name}
        </Link>
      </h3>
      <p className="text-[0.9375rem] text-ink2">
        {[supplier.locality, countryName(supplier.country, i18n.locale)].filter(Boolean).join(", ")}
        {!supplier.claimed && (
          <>
            {" · "}
            <Trans>known only from public award records</Trans>
          </>
        )}
      </p>
      {supplier.summary && (
        <p lang={supplier.summary.lang} className="mt-1 line-clamp-3 max-w-[68ch]">
          {supplier.summary.value}
        </p>
      )}
      <WhyItFits match={match} />
    </li>
  );
}
