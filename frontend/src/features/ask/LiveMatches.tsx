import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Ref } from "react";

import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { FitWords } from "@/shared/domain/FitWords";
import { lineColour } from "@/shared/domain/lines";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { useNow } from "@/shared/lib/useNow";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Skeleton } from "@/shared/ui/Skeleton";

import { LEAST_LETTERS, previewOptions } from "./queries";

type Props = { text: string; headingRef: Ref<HTMLHeadingElement>; onClear: () => void };

/** What fits the text in the box, best first, with the reasons in place. */
export function LiveMatches({ text, headingRef, onClear }: Props) {
  const { i18n } = useLingui();
  const now = useNow();
  const preview = useQuery({ ...previewOptions(text, i18n.locale), placeholderData: keepPreviousData });
  if (text.length === 0) return null;
  const matches = preview.data?.items ?? [];
  return (
    <section aria-labelledby="fits" className="wrap mt-2">
      <div className="rounded-lg border-2 border-ink bg-card px-4 py-4 sm:px-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id="fits" ref={headingRef} tabIndex={-1} className="text-2xl outline-none">
            <Trans>What fits</Trans>
          </h2>
          <Button look="quiet" onPress={onClear}>
            <Trans>Clear</Trans>
          </Button>
        </div>
        <p role="status" className="text-[0.9375rem] text-ink2">
          {text.length < LEAST_LETTERS ? (
            <Trans>A few more words, and the first matches appear.</Trans>
          ) : preview.isPending ? (
            <Trans>Looking through what is open…</Trans>
          ) : preview.isError ? null : matches.length === 0 ? (
            <Trans>Nothing open fits these words. Try what you build, for whom, and with what.</Trans>
          ) : (
            <Plural value={matches.length} one="# open record, best first" other="# open records, best first" />
          )}
        </p>
        {preview.data && <MatchingMode mode={preview.data.mode} />}
        {preview.isError && <ProblemBanner error={preview.error} onRetry={() => void preview.refetch()} />}
        {preview.isPending && preview.isFetching && <Skeleton className="my-4 h-28" />}
        <div aria-busy={preview.isFetching}>
          {matches.map((match) => (
            <ChallengeRow key={match.challenge.id} card={match.challenge} now={now}>
              <WhyItFits
                match={match}
                fits={preview.data?.fits ?? []}
                view="text"
                lines={["var(--ink)", lineColour(match.challenge.publishers[0]?.line ?? null)]}
              />
            </ChallengeRow>
          ))}
        </div>
        {preview.data && matches.length > 0 && <FitWords {...preview.data} />}
        {matches.length > 0 && (
          <div className="border-t border-rule pt-4">
            <ButtonLink to="/sign-up" look="go">
              <Trans>Keep a profile, and find new ones in your matches</Trans>
            </ButtonLink>
          </div>
        )}
      </div>
    </section>
  );
}
