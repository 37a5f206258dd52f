import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { deleteDraft, type DraftOut, type FieldError, publishChallenge } from "@/api";
import { getJointOptions } from "@/api/@tanstack/react-query.gen";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { AskPassword } from "@/shared/desk/AskPassword";
import type { Autosave } from "@/shared/lib/autosave";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";

import type { Writing } from "./draft";

type Props = {
  id: string;
  draft: DraftOut;
  saving: Autosave<Writing>;
  /** Publication was refused: what is missing, by field. */
  onFindings: (findings: FieldError[]) => void;
  onPublished: (slug: string) => unknown;
  onGone: () => unknown;
};

type Asking = "publish" | "delete" | null;

/** Publishing asks once, for it cannot be taken back; so does deleting. */
export function PublishButton({ id, draft, saving, onFindings, onPublished, onGone }: Props) {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const { data: joint } = useQuery(getJointOptions({ path: { challenge_id: id }, query: { lang: i18n.locale } }));
  const others = (joint?.parts ?? []).filter(({ state }) => state === "accepted").map(({ city }) => city.name.value);
  const list = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(others);
  const [asking, setAsking] = useState<Asking>(null);
  const path = { challenge_id: id };
  const tagged = () => ({ "If-Match": saving.tag });
  const publishing = useSend(async () => {
    const { data } = await publishChallenge({ path, headers: tagged(), throwOnError: true });
    return data;
  }, async (answer) => {
    if (answer.ocid) return onPublished(answer.slug);
    // The others are asked; what they answer stands under the cities.
    setAsking(null);
    await queries.invalidateQueries({ queryKey: getJointOptions({ path: { challenge_id: id }, query: { lang: i18n.locale } }).queryKey });
    document.getElementById("cities")?.scrollIntoView();
  });
  const deleting = useSend(() => deleteDraft({ path, headers: tagged(), throwOnError: true }), onGone);

  const ask = async () => {
    const state = await saving.flush();
    if (state !== "saved") return;
    if (draft.findings.length > 0) onFindings(draft.findings);
    else setAsking("publish");
  };
  const refused = publishing.problem?.status === 422 ? publishing.problem.errors : [];
  if (refused.length > 0) {
    publishing.reset();
    setAsking(null);
    onFindings(refused);
  }
  return (
    <>
      <Button look="danger" onPress={() => setAsking("delete")}>
        <Trans>Delete the draft</Trans>
      </Button>
      <Button look="go" onPress={() => void ask()}>
        {others.length > 0 ? <Trans>Propose to publish</Trans> : <Trans>Publish</Trans>}
      </Button>
      <Dialog role="alertdialog" title={t`Publish this challenge?`} isOpen={asking === "publish"} onClose={() => setAsking(null)}>
        <p>
          {others.length > 0 ? (
            <Trans>
              {list} must approve it too; it is public with the last approval. Until then any change ends the proposal.
            </Trans>
          ) : (
            <Trans>Everybody can read it at once, and the firms it fits find it in their matches. Then it can no longer be changed here.</Trans>
          )}
        </p>
        {draft.instants.closes_at && <Closes at={draft.instants.closes_at} zone={draft.instants.timezone} />}
        {publishing.problem?.code === "reauthentication_needed" ? (
          <AskPassword onDone={() => publishing.send()} />
        ) : (
          publishing.error && <ProblemBanner error={publishing.error} />
        )}
        <div className="flex flex-wrap gap-3">
          <Button look="go" isDisabled={publishing.isBusy} onPress={() => publishing.send()}>
            {others.length > 0 ? <Trans>Propose it to the other cities</Trans> : <Trans>Publish it now</Trans>}
          </Button>
          <Button look="ghost" onPress={() => setAsking(null)}>
            <Trans>Not yet</Trans>
          </Button>
        </div>
      </Dialog>
      <Dialog role="alertdialog" title={t`Delete this draft?`} isOpen={asking === "delete"} onClose={() => setAsking(null)}>
        <p>
          <Trans>Its texts and files are gone for good. Nobody outside has seen them.</Trans>
        </p>
        {deleting.error && <ProblemBanner error={deleting.error} />}
        <div className="flex flex-wrap gap-3">
          <Button look="danger" isDisabled={deleting.isBusy} onPress={() => deleting.send()}>
            <Trans>Delete it</Trans>
          </Button>
          <Button look="ghost" onPress={() => setAsking(null)}>
            <Trans>Keep it</Trans>
          </Button>
        </div>
      </Dialog>
    </>
  );
}

function Closes({ at, zone }: { at: string; zone: string }) {
  const now = useNow();
  return (
    <p>
      <Trans>
        It closes{" "}
        <b className="figure-sign">
          <When at={at} zone={zone} now={now} />
        </b>
        , {zone} time.
      </Trans>
    </p>
  );
}
