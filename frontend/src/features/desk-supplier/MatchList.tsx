import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";

import type { ChallengeMatch, FitPrecision, Show } from "@/api";
import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { FitWords } from "@/shared/domain/FitWords";
import { lineColour } from "@/shared/domain/lines";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { useNow } from "@/shared/lib/useNow";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ShowMore } from "@/shared/ui/ShowMore";
import { Skeleton } from "@/shared/ui/Skeleton";

import { MatchAnswer } from "./MatchAnswer";
import { matchesOptions } from "./matches";

/** Open challenges that fit, best first; those that one condition keeps away stand apart. */
export function MatchList({ supplierId, show, onShow }: { supplierId: string; show: Show; onShow: (show: Show) => void }) {
  const { t } = useLingui();
  const names: [Show, string][] = [
    ["matches", t`What fits`],
    ["near_misses", t`Near misses`],
    ["dismissed", t`Hidden`],
  ];
  return (
    <>
      <div role="group" aria-label={t`Which matches`} className="mb-4 flex flex-wrap gap-2">
        {names.map(([value, name]) => (
          <Button key={value} look={value === show ? "ink" : "ghost"} aria-pressed={value === show} onPress={() => onShow(value)}>
            {name}
          </Button>
        ))}
      </div>
      <Matches key={show} supplierId={supplierId} show={show} onNearMisses={() => onShow("near_misses")} />
    </>
  );
}

type Props = { supplierId: string; show: Show; onNearMisses: () => void };

function Matches({ supplierId, show, onNearMisses }: Props) {
  const { i18n } = useLingui();
  const list = useInfiniteQuery(matchesOptions(supplierId, show, i18n.locale));
  if (list.isPending) return <Skeleton className="h-80" />;
  if (list.error) return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  const [first] = list.data.pages;
  const matches = list.data.pages.flatMap((page) => page.items);
  const near = show === "matches" ? (first?.near_misses ?? []) : [];
  const rows = { supplierId, fits: first?.fits ?? [] };
  return (
    <>
      {first && (
        <div className="mb-3">
          <MatchingMode mode={first.mode} />
        </div>
      )}
      {show === "near_misses" && matches.length > 0 && (
        <p className="mb-2 max-w-[62ch] text-ink2">
          <Trans>These would fit, but a condition is not met. It is named below each.</Trans>
        </p>
      )}
      {matches.length === 0 ? <Nothing show={show} /> : <Rows matches={matches} {...rows} />}
      <ShowMore of={list} />
      {near.length > 0 && (
        <section aria-labelledby="near" className="mt-12">
          <h2 id="near" className="text-2xl">
            <Trans>Near misses</Trans>
          </h2>
          <p className="mt-1 mb-2 max-w-[62ch] text-ink2">
            <Trans>These would fit, but a condition is not met. It is named below each.</Trans>
          </p>
          <Rows matches={near} {...rows} />
          <Button look="ghost" className="mt-4" onPress={onNearMisses}>
            <Trans>All near misses</Trans>
          </Button>
        </section>
      )}
      {first && matches.length > 0 && (
        <div className="mt-8 border-t border-rule">
          <FitWords {...first} />
        </div>
      )}
    </>
  );
}

function Nothing({ show }: { show: Show }) {
  const { t } = useLingui();
  if (show !== "matches") {
    return (
      <p className="border-t border-rule py-5 text-ink2">
        {show === "dismissed" ? <Trans>You have hidden nothing.</Trans> : <Trans>No condition keeps you away.</Trans>}
      </p>
    );
  }
  return (
    <EmptyState
      title={t`Nothing open fits yet`}
      action={
        <ButtonLink to="/profile" look="go">
          <Trans>Say more about what you do</Trans>
        </ButtonLink>
      }
    >
      <Trans>The more the profile says about problems you solve, the better it is matched.</Trans>
    </EmptyState>
  );
}

type RowsProps = { matches: readonly ChallengeMatch[]; supplierId: string; fits: readonly FitPrecision[] };

function Rows({ matches, supplierId, fits }: RowsProps) {
  const now = useNow();
  return matches.map((match) => (
    <ChallengeRow key={match.challenge.id} card={match.challenge} now={now} level={2}>
      <WhyItFits
        match={match}
        fits={fits}
        view="profile"
        lines={["var(--ink)", lineColour(match.challenge.publishers[0]?.line ?? null)]}
      />
      <MatchAnswer match={match} supplierId={supplierId} />
    </ChallengeRow>
  ));
}
