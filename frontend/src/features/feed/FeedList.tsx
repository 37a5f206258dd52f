import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Fragment } from "react";

import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useNow } from "@/shared/lib/useNow";
import { Button } from "@/shared/ui/Button";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ShowMore } from "@/shared/ui/ShowMore";
import { Skeleton } from "@/shared/ui/Skeleton";

import { feedOptions } from "./queries";
import { countFilters, type FeedSearch, isOnlyOpen } from "./search";

type Props = {
  search: FeedSearch;
  onChange: (search: FeedSearch) => void;
  /** The filters belong to the page (one city's records) and cannot be taken away. */
  fixed?: boolean;
};

export function useFeed(search: FeedSearch) {
  const { i18n } = useLingui();
  return useInfiniteQuery({ ...feedOptions(search, i18n.locale), placeholderData: keepPreviousData });
}

export function FeedList({ search, onChange, fixed = false }: Props) {
  const now = useNow();
  const feed = useFeed(search);
  const cards = feed.data?.pages.flatMap((page) => page.items) ?? [];
  const byMeaning = new Set(feed.data?.pages.flatMap((page) => page.by_meaning));
  const firstByMeaning = cards.find((card) => byMeaning.has(card.id))?.id;
  if (feed.isPending) return <Waiting />;
  if (feed.isError && cards.length === 0) {
    return <ProblemBanner error={feed.error} onRetry={() => void feed.refetch()} />;
  }
  if (cards.length === 0 && fixed) {
    return (
      <p className="border-t border-rule py-5 text-ink2">
        <Trans>Nothing here at the moment.</Trans>
      </p>
    );
  }
  if (cards.length === 0) return <Nothing search={search} onChange={onChange} />;
  return (
    <div aria-busy={feed.isPlaceholderData} className={feed.isPlaceholderData ? "opacity-60" : ""}>
      {cards.map((card) => (
        <Fragment key={card.id}>
          {card.id === firstByMeaning && (
            <h2 className="mt-8 mb-3 text-xl">
              <Trans>Close in meaning, in other words or another language</Trans>
            </h2>
          )}
          <ChallengeRow card={card} now={now} />
        </Fragment>
      ))}
      {feed.isError && <ProblemBanner error={feed.error} onRetry={() => void feed.fetchNextPage()} />}
      <ShowMore of={feed} />
    </div>
  );
}

/** "87 open now", said aloud when filters change it. */
export function FeedTotal({ search }: { search: FeedSearch }) {
  const feed = useFeed(search);
  const total = feed.data?.pages[0]?.total;
  return (
    <span role="status">
      {total == null ? (
        <Trans>Challenges</Trans>
      ) : isOnlyOpen(search) ? (
        <Plural value={total} one="# open now" other="# open now" />
      ) : (
        <Plural value={total} one="# found" other="# found" />
      )}
    </span>
  );
}

function Waiting() {
  return (
    <div role="status">
      <span className="sr-only">
        <Trans>Loading challenges</Trans>
      </span>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="relative flex flex-col gap-2.5 border-t border-rule py-5 ps-12">
          <span aria-hidden className="dashed-y absolute inset-y-0 start-[13px] w-[7px]" />
          <Skeleton className="h-6 w-3/5" />
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-6 w-1/2" />
        </div>
      ))}
    </div>
  );
}

function Nothing({ search, onChange }: Props) {
  const { t } = useLingui();
  if (countFilters(search) === 0) {
    return (
      <EmptyState title={t`Nothing is open just now`}>
        <Trans>New challenges appear here the moment a city publishes one. Closed ones are one filter away.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t`No record fits all of these filters`}
      action={
        <Button look="ghost" onPress={() => onChange({})}>
          <Trans>Clear all filters</Trans>
        </Button>
      }
    >
      <Trans>Take one of them away, and the list fills again.</Trans>
    </EmptyState>
  );
}
