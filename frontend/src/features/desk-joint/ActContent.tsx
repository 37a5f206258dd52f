import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { type ActOut, type ChangeInput, type JointOut, previewAmendment } from "@/api";
import { DifferenceList } from "@/shared/domain/DifferenceList";
import { languageName } from "@/shared/lib/names";
import { useLingui } from "@lingui/react/macro";

type Words = Record<string, string>;

/** What one approves: the reason, the new dates, and every field that would be different. */
export function ActContent({ act, joint }: { act: ActOut; joint: JointOut }) {
  const { reason, feedback, closes_at: closes } = act.payload as { reason?: Words; feedback?: Words; closes_at?: string };
  if (!reason) return null;
  return (
    <div className="mt-3 flex flex-col gap-2">
      {closes && (
        <p>
          <Trans>
            New deadline: <b className="figure-sign">{closes.replace("T", ", ")}</b>
          </Trans>
        </p>
      )}
      <InEach words={reason} />
      {feedback && Object.keys(feedback).length > 0 && (
        <>
          <p className="font-sign font-bold">
            <Trans>What was learned</Trans>
          </p>
          <InEach words={feedback} />
        </>
      )}
      {act.kind === "amend" && <Would id={joint.challenge_id} act={act} />}
    </div>
  );
}

function InEach({ words }: { words: Words }) {
  const { i18n } = useLingui();
  return (
    <ul>
      {Object.entries(words).map(([lang, text]) => (
        <li key={lang} lang={lang}>
          <span className="text-ink2">{languageName(lang, i18n.locale)}:</span> {text}
        </li>
      ))}
    </ul>
  );
}

function Would({ id, act }: { id: string; act: ActOut }) {
  const { data } = useQuery({
    queryKey: ["act-difference", id, act.id],
    queryFn: async () => {
      const body = act.payload as ChangeInput;
      return (await previewAmendment({ path: { challenge_id: id }, body, throwOnError: true })).data;
    },
  });
  return data ? <DifferenceList changes={data.changes} /> : null;
}
