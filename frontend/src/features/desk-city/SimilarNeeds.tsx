import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DraftOut, FitPrecision, SimilarMatch } from "@/api";
import { lineColour } from "@/shared/domain/lines";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { Posted } from "@/shared/domain/Posted";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { useDebounced } from "@/shared/lib/useDebounced";
import { Card } from "@/shared/ui/Card";
import { Disclosure } from "@/shared/ui/Disclosure";

import type { Writing } from "./draft";
import { needOf, similarNeedsOptions } from "./similar";

const PAUSE_MS = 800;

type Props = {
  draft: DraftOut;
  /** As it is being written, saved or not. */
  writing: Writing;
  /** CSS colour of the city's line. */
  line: string;
  wide: boolean;
};

/**
 * Challenges of others with the same need, found anew at each pause in the writing of what is compared.
 * The last answer stays while the next is on its way, so that nothing jumps beside somebody who writes.
 */
export function SimilarNeeds({ draft, writing, line, wide }: Props) {
  const { t, i18n } = useLingui();
  const need = useDebounced(needOf(writing), PAUSE_MS);
  const { data, error, refetch } = useQuery({
    ...similarNeedsOptions(draft.organisation_id, writing, need, i18n.locale),
    placeholderData: keepPreviousData,
  });
  const found = need === null ? [] : (data?.items ?? []);
  // Said once for each new answer; the list itself is there to be read when one wants to.
  const said = (
    <p role="status" className="text-[0.9375rem] text-ink2">
      {need === null ? (
        <Trans>Write the problem in a sentence or two, and what other cities posted appears here.</Trans>
      ) : error ? null : !data ? (
        <Trans>Looking at what others posted…</Trans>
      ) : found.length === 0 ? (
        <Trans>Nobody else has posted a problem like this one yet. You may be the first.</Trans>
      ) : (
        <Plural
          value={found.length}
          one="# challenge elsewhere comes near this one."
          other="# challenges elsewhere come near this one, the nearest first."
        />
      )}
    </p>
  );
  const list = (
    <>
      {error && need !== null && <ProblemBanner error={error} onRetry={() => void refetch()} />}
      {found.length > 0 && (
        <ul className="mt-2">
          {found.map((match) => (
            <Need key={match.challenge.id} match={match} fits={data?.fits ?? []} line={line} />
          ))}
        </ul>
      )}
      {data && found.length > 0 && <MatchingMode mode={data.mode} />}
    </>
  );
  if (wide) {
    return (
      <Card title={t`Cities with this problem`}>
        {said}
        {list}
      </Card>
    );
  }
  return (
    <div className="rounded-md border-2 border-ink px-3 pb-2">
      <Disclosure title={<Trans>Cities with this problem</Trans>}>{list}</Disclosure>
      {said}
    </div>
  );
}

function Need({ match, fits, line }: { match: SimilarMatch; fits: readonly FitPrecision[]; line: string }) {
  const { challenge } = match;
  const theirs = lineColour(challenge.publishers[0]?.line ?? null);
  return (
    <li className="relative border-t border-rule py-3 ps-7">
      <span aria-hidden className="absolute inset-y-0 start-1 w-[6px]" style={{ background: theirs }} />
      <span
        aria-hidden
        className="absolute start-[-2px] top-4 size-[18px] rounded-full border-[5px] bg-card"
        style={{ borderColor: theirs }}
      />
      <h3 lang={challenge.title.lang} className="text-[1.0625rem]">
        <Link
          to="/challenges/$id/$slug"
          params={{ id: challenge.id, slug: challenge.slug }}
          className="no-underline decoration-2 underline-offset-4 hover:underline"
        >
          {challenge.title.value}
        </Link>
      </h3>
      <p className="text-[0.9375rem] leading-snug text-ink2">
        <Posted publishers={challenge.publishers} />
      </p>
      {challenge.kind === "challenge" && challenge.publishers[0]?.kind === "city" && (
        <Link to="/desk/$id" params={{ id: challenge.id }} className="link-quiet inline-flex min-h-11 items-center text-[0.9375rem]">
          <Trans>
            Ask to join <span className="sr-only">: {challenge.title.value}</span>
          </Trans>
        </Link>
      )}
      <Disclosure title={<Trans>What the two share</Trans>}>
        <WhyItFits match={match} fits={fits} view="need" lines={[line, theirs]} />
      </Disclosure>
    </li>
  );
}
