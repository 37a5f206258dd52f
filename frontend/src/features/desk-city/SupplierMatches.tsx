import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { ChallengeDetail, FitPrecision, Show, SupplierMatch } from "@/api";
import { FitWords } from "@/shared/domain/FitWords";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { countryName } from "@/shared/lib/names";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Chip } from "@/shared/ui/Chip";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ShowMore } from "@/shared/ui/ShowMore";
import { Skeleton } from "@/shared/ui/Skeleton";

import { type Lacking, lackingOf, suppliersOptions } from "./suppliers";

type Props = {
  challenge: ChallengeDetail;
  /** CSS colour of the city's line. */
  line: string;
  show: Show;
  onShow: (show: Show) => void;
};

/** The market for a challenge: firms whose profile fits, among those a city may see. */
export function SupplierMatches({ challenge, line, show, onShow }: Props) {
  const { t, i18n } = useLingui();
  const list = useInfiniteQuery(suppliersOptions(challenge.id, show, i18n.locale));
  const names: [Show, string][] = [
    ["matches", t`Pass every condition`],
    ["near_misses", t`Near misses`],
  ];
  return (
    <>
      <div role="group" aria-label={t`Which firms`} className="mb-4 flex flex-wrap gap-2">
        {names.map(([value, name]) => (
          <Button key={value} look={value === show ? "ink" : "ghost"} aria-pressed={value === show} onPress={() => onShow(value)}>
            {name}
          </Button>
        ))}
      </div>
      {list.isPending && <Skeleton className="h-60" />}
      {list.error && <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <Pages pages={list.data.pages} challenge={challenge} line={line} show={show} onNearMisses={() => onShow("near_misses")} />
      )}
      <ShowMore of={list} />
    </>
  );
}

type Found = { mode: "words" | "model"; complete: boolean; fits: FitPrecision[]; items: SupplierMatch[]; near_misses: SupplierMatch[] };
type PagesProps = Omit<Props, "onShow"> & { pages: readonly Found[]; onNearMisses: () => void };

function Pages({ pages, challenge, line, show, onNearMisses }: PagesProps) {
  const [first] = pages;
  if (!first) return null;
  const firms = pages.flatMap(({ items }) => items);
  const near = show === "matches" ? first.near_misses : [];
  const said = { fits: first.fits, line };
  return (
    <>
      <MatchingMode mode={first.mode} />
      {show === "near_misses" && firms.length > 0 && <NearLead />}
      {firms.length === 0 ? <Nobody challenge={challenge} show={show} /> : <Firms matches={firms} {...said} />}
      {near.length > 0 && (
        <section aria-labelledby="near" className="mt-10">
          <h2 id="near" className="text-2xl">
            <Trans>Near misses</Trans>
          </h2>
          <NearLead />
          <Firms matches={near} {...said} />
          <Button look="ghost" className="mt-4" onPress={onNearMisses}>
            <Trans>All near misses</Trans>
          </Button>
        </section>
      )}
      {firms.length > 0 && <FitWords complete={first.complete} fits={first.fits} />}
    </>
  );
}

function NearLead() {
  return (
    <p className="mt-1 mb-2 max-w-[62ch] text-ink2">
      <Trans>
        These firms fit the words, but a condition of the challenge or of the firm is not met. It is named below each.
      </Trans>
    </p>
  );
}

const ADVICE: Record<Lacking, MessageDescriptor> = {
  problem: msg`the problem: what happens today, to whom, how often`,
  outcomes: msg`what would be better, and how one would see it`,
  categories: msg`a category or two`,
  summary: msg`a summary of two sentences`,
};

/** Says what a draft still lacks of what is compared, where it lacks anything. */
function Nobody({ challenge, show }: Pick<Props, "challenge" | "show">) {
  const { t } = useLingui();
  const word = useWords();
  if (show === "near_misses") {
    return (
      <p className="mt-4 border-t border-rule py-5 text-ink2">
        <Trans>No condition keeps a firm away.</Trans>
      </p>
    );
  }
  const isDraft = challenge.status === "draft" || challenge.status === "in_review";
  const lacking = isDraft ? lackingOf(challenge) : [];
  return (
    <EmptyState
      title={t`No firm fits yet`}
      action={
        lacking.length > 0 && (
          <ButtonLink to="/desk/$id" params={{ id: challenge.id }} look="go">
            <Trans>Add it to the draft</Trans>
          </ButtonLink>
        )
      }
    >
      {lacking.length > 0 ? (
        <>
          <p>
            <Trans>Firms are found by what the draft says. It does not say yet:</Trans>
          </p>
          <ul>
            {lacking.map((name) => (
              <li key={name}>{word(ADVICE, name)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          <Trans>
            No firm that shows itself to cities shares enough with this text. Words that firms use for what they do may
            help more than the city’s own.
          </Trans>
        </p>
      )}
    </EmptyState>
  );
}

type FirmsProps = { matches: readonly SupplierMatch[]; fits: readonly FitPrecision[]; line: string };

function Firms({ matches, fits, line }: FirmsProps) {
  return (
    <ul className="mt-4 border-t border-rule">
      {matches.map((match) => (
        <Firm key={match.supplier.id} match={match} fits={fits} line={line} />
      ))}
    </ul>
  );
}

function Firm({ match, fits, line }: { match: SupplierMatch; fits: readonly FitPrecision[]; line: string }) {
  const { i18n } = useLingui();
  const { supplier } = match;
  return (
    <li className="border-b border-rule py-5">
      <h3 className="text-[1.3125rem]">
        <Link
          to="/suppliers/$id"
          params={{ id: supplier.id }}
          className="no-underline decoration-2 underline-offset-4 hover:underline"
        >
          {supplier.name}
        </Link>
      </h3>
      <p className="text-[0.9375rem] text-ink2">
        {[supplier.locality, countryName(supplier.country, i18n.locale)].filter(Boolean).join(", ")}
      </p>
      {supplier.summary && (
        <p lang={supplier.summary.lang} className="mt-1 line-clamp-3 max-w-[68ch]">
          {supplier.summary.value}
        </p>
      )}
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {supplier.claimed ? (
          <Chip tone="wash">
            <Trans>Profile by the firm itself</Trans>
          </Chip>
        ) : (
          <Chip tone="dashed">
            <Trans>Known only from public award records</Trans>
          </Chip>
        )}
        {supplier.demo && (
          <Chip tone="dashed">
            <Trans>Demonstration</Trans>
          </Chip>
        )}
      </ul>
      <WhyItFits match={match} fits={fits} view="firm" lines={[line, "var(--ink)"]} />
    </li>
  );
}
