import { Trans } from "@lingui/react/macro";

import { Button } from "./Button";

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };

/** Fetches the next page of a list; nothing where this is the last one. */
export function ShowMore({ of }: { of: Paged }) {
  if (!of.hasNextPage) return null;
  return (
    <div className="py-6">
      <Button
        look="ghost"
        isDisabled={of.isFetchingNextPage}
        onPress={() => void of.fetchNextPage()}
        className="w-full sm:w-auto"
      >
        {of.isFetchingNextPage ? <Trans>Fetching more…</Trans> : <Trans>Show more</Trans>}
      </Button>
    </div>
  );
}
