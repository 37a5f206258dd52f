import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { answerMatch, type Match } from "@/api";
import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { WhyItFits } from "@/shared/domain/WhyItFits";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { EmptyState } from "@/shared/ui/EmptyState";
import { Skeleton } from "@/shared/ui/Skeleton";
import { useToast } from "@/shared/ui/Toast";

import { matchesOptions } from "./matches";

/** Open challenges that fit, best first; those that one condition keeps away stand apart. */
export function MatchList({ supplierId }: { supplierId: string }) {
  const { t, i18n } = useLingui();
  const list = useQuery(matchesOptions(supplierId, i18n.locale));
  if (list.isPending) return <Skeleton className="h-80" />;
  if (list.error) return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  const matches = list.data.items.filter((match) => match.answer !== "not_for_me");
  const near = list.data.near_misses.filter((match) => match.answer !== "not_for_me");
  if (matches.length === 0 && near.length === 0) {
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
  return (
    <>
      <p className="mb-2 text-ink2">
        <Plural value={matches.length} one="# open record fits" other="# open records fit" />
        {list.data.mode === "words" && (
          <>
            {". "}
            <Trans>Compared by words and categories, on this machine.</Trans>
          </>
        )}
      </p>
      <Rows matches={matches} supplierId={supplierId} />
      {near.length > 0 && (
        <section aria-labelledby="near" className="mt-12">
          <h2 id="near" className="text-2xl">
            <Trans>Near misses</Trans>
          </h2>
          <p className="mt-1 mb-2 max-w-[62ch] text-ink2">
            <Trans>These would fit, but a condition is not met. It is named below each.</Trans>
          </p>
          <Rows matches={near} supplierId={supplierId} />
        </section>
      )}
    </>
  );
}

function Rows({ matches, supplierId }: { matches: Match[]; supplierId: string }) {
  const now = useNow();
  return matches.map((match) => (
    <ChallengeRow key={match.challenge.id} card={match.challenge} now={now}>
      <WhyItFits match={match} />
      <Answer match={match} supplierId={supplierId} />
    </ChallengeRow>
  ));
}

type Said = Match["answer"];

/** Relevant, or not for me: kept, and taken back with one press. */
function Answer({ match, supplierId }: { match: Match; supplierId: string }) {
  const { t, i18n } = useLingui();
  const say = useToast();
  const queries = useQueryClient();
  const title = match.challenge.title.value;
  const sending = useSend(
    (answer: Said) =>
      answerMatch({
        path: { supplier_id: supplierId, challenge_id: match.challenge.id },
        body: { answer },
        throwOnError: true,
      }),
    () => queries.invalidateQueries({ queryKey: matchesOptions(supplierId, i18n.locale).queryKey }),
  );
  const answer = (next: Said) => {
    sending.send(next);
    if (next === "not_for_me") {
      say({ text: t`Hidden: ${title}`, undo: { label: t`Undo`, run: () => sending.send(match.answer) } });
    }
  };
  const relevant = match.answer === "relevant";
  return (
    <div className="mt-3 flex flex-wrap gap-x-3 gap-y-2">
      <Button
        look={relevant ? "ink" : "ghost"}
        aria-pressed={relevant}
        aria-label={t`Relevant: ${title}`}
        isDisabled={sending.isBusy}
        onPress={() => answer(relevant ? null : "relevant")}
      >
        <Trans>Relevant</Trans>
      </Button>
      <Button
        look="quiet"
        className="px-3"
        aria-label={t`Not for me: ${title}`}
        isDisabled={sending.isBusy}
        onPress={() => answer("not_for_me")}
      >
        <Trans>Not for me</Trans>
      </Button>
      {sending.error && <ProblemBanner error={sending.error} />}
    </div>
  );
}
