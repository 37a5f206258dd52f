import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";

import { answerMatch, type ChallengeMatch } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { useToast } from "@/shared/ui/Toast";

type Answer = ChallengeMatch["answer"];

function neighbourOf(row: Element | null): Element | null {
  const isRow = (found: Element | null | undefined) => (found?.tagName === "ARTICLE" ? found : null);
  return isRow(row?.nextElementSibling) ?? isRow(row?.previousElementSibling);
}

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
  const back = () => {
    // Undo must work, and say where it did not, after this row is gone from the list.
    send(match.answer).catch(() => say({ text: t`It could not be brought back. It stands under “Hidden”.` }));
  };
  const hide = ({ target }: { target: Element }) => {
    form.send("not_for_me");
    // The row and its buttons go away: whoever came by keyboard goes on at the next one.
    neighbourOf(target.closest("article"))?.querySelector<HTMLElement>("h2 a")?.focus();
    say({ text: t`Hidden: ${title}`, undo: { label: t`Undo`, run: back } });
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
