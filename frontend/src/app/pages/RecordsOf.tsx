import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { FeedList, type FeedSearch, FollowList, useFeed } from "@/features/feed";

const PAST = ["evaluation", "pilot", "concluded", "off_ramped", "cancelled"];

/** What one publisher has open, what is to come, and what is over. */
export function RecordsOf({ filter }: { filter: FeedSearch }) {
  const planned = { ...filter, status: ["planned"] };
  const past = { ...filter, status: PAST };
  const nothing = () => undefined;
  return (
    <div className="wrap mt-9">
      <section aria-labelledby="open">
        <h2 id="open" className="mb-2 text-2xl">
          <Trans>Open</Trans>
        </h2>
        <FollowList search={filter} />
        <FeedList search={filter} onChange={nothing} fixed />
      </section>
      <Planned filter={planned} />
      <section aria-labelledby="past" className="mt-10">
        <h2 id="past" className="mb-2 text-2xl">
          <Trans>Past and under way</Trans>
        </h2>
        <FeedList search={past} onChange={nothing} fixed />
      </section>
      <p className="mt-6">
        <Link to="/" search={filter} className="link-quiet">
          <Trans>All of it with filters</Trans>
        </Link>
      </p>
    </div>
  );
}

/** Most publishers announce nothing beforehand, so there is a heading only where there is something. */
function Planned({ filter }: { filter: FeedSearch }) {
  const { data } = useFeed(filter);
  if (!data?.pages[0]?.items.length) return null;
  return (
    <section aria-labelledby="planned" className="mt-10">
      <h2 id="planned" className="mb-2 text-2xl">
        <Trans>Planned</Trans>
      </h2>
      <FeedList search={filter} onChange={() => undefined} fixed />
    </section>
  );
}
