import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";

import { answerMatch, type ChallengeMatch } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { useToast } from "@/shared/ui/Toast";

type Answer = ChallengeMatch["answer"];

/** Relevant, or not for me: kept, and taken back with one press. */
export function MatchAnswer({ match, supplierId }: { match: ChallengeMatch; supplierId: string }) {
  const { t } = useLingui();
  const say = useToast();
  const queries = useQueryClient();
  const title = match.challenge.title.value;
  const send = async (answer: Answer) => {
    const path = { supplier_id: supplierId, challenge_id: match.challenge.id };
    await answerMatch({ path, body: { answer }, throwOnError: true });
    await queries.invalidateQueries({ queryKey: ["matches"] });
  };
  const form = useSend(send);
  const hide = () => {
    form.send("not_for_me");
    // Undo must work after this row is gone from the list.
    say({ text: t`Hidden: ${title}`, undo: { label: t`Undo`, run: () => void send(match.answer) } });
  };
  const relevant = match.answer === "relevant";
  return (
    <div className="mt-3 flex flex-wrap gap-x-3 gap-y-2">
      {match.answer === "not_for_me" ? (
        <Button look="ghost" aria-label={t`Bring back: ${title}`} isDisabled={form.isBusy} onPress={() => form.send(null)}>
          <Trans>Bring back</Trans>
        </Button>
      ) : (
        <>
          <Button
            look={relevant ? "ink" : "ghost"}
            aria-pressed={relevant}
            aria-label={t`Relevant: ${title}`}
            isDisabled={form.isBusy}
            onPress={() => form.send(relevant ? null : "relevant")}
          >
            <Trans>Relevant</Trans>
          </Button>
          <Button
            look="quiet"
            className="px-3"
            aria-label={t`Not for me: ${title}`}
            isDisabled={form.isBusy}
            onPress={hide}
          >
            <Trans>Not for me</Trans>
          </Button>
        </>
      )}
      {form.error && <ProblemBanner error={form.error} />}
    </div>
  );
}
