import { Trans } from "@lingui/react/macro";

import { stringifySearch } from "@/shared/lib/search-params";
import { Disclosure } from "@/shared/ui/Disclosure";

import { type FeedSearch, without } from "./search";

const FORMATS = [
  ["RSS", "rss"],
  ["Atom", "atom"],
  ["JSON Feed", "json"],
] as const;

/** The same list, by the same filters, for a feed reader. */
export function FollowList({ search }: { search: FeedSearch }) {
  const query = stringifySearch(without(search, "sort"));
  return (
    <Disclosure title={<Trans>Follow this list</Trans>}>
      <p className="text-[0.9375rem] text-ink2">
        <Trans>New stops on this line, without an account:</Trans>
      </p>
      <ul className="flex flex-wrap gap-x-5">
        {FORMATS.map(([name, ending]) => (
          <li key={ending}>
            <a href={`/v1/challenges.${ending}${query}`} className="link-quiet inline-flex min-h-11 items-center">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
