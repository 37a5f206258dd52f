import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import { amendChallenge, type ChangeInput, type ChangePreview, previewAmendment } from "@/api";
import { DifferenceList } from "@/shared/domain/DifferenceList";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";

import { ApproachPart } from "./ApproachPart";
import { BackingPart, OffRampPart } from "./BackingPart";
import { DatesPart } from "./DatesPart";
import { type LoadedDraft, toWriting, type Writing } from "./draft";
import type { PartProps } from "./DraftEditor";
import { MoneyPart } from "./MoneyPart";
import { RightsPart } from "./RightsPart";
import { StatementPart } from "./StatementPart";
import { WhoPart } from "./WhoPart";

type Props = {
  loaded: LoadedDraft;
  currency: string;
  /** The field for the reason, which the page composes. */
  reason: Record<string, string>;
  reasonField: (problem: ReturnType<typeof useSend>["problem"]) => ReactNode;
  onDone: () => unknown;
};

/** A change of what is public: written at leisure, shown as a difference, sent once, with its reason. */
export function AmendEditor({ loaded, currency, reason, reasonField, onDone }: Props) {
  const { t } = useLingui();
  const { draft, etag } = loaded;
  const [writing, setWriting] = useState<Writing>(toWriting(draft));
  const [language, setLanguage] = useState(draft.original_language);
  const [shown, setShown] = useState<ChangePreview | null>(null);
  const path = { challenge_id: draft.id };
  const body = (): ChangeInput => ({ ...changed(toWriting(draft), writing), reason });
  const headers = { "If-Match": etag };
  const looking = useSend(
    async () => (await previewAmendment({ path, headers, body: body(), throwOnError: true })).data,
    setShown,
  );
  const sending = useSend(async () => (await amendChallenge({ path, headers, body: body(), throwOnError: true })).response.status, () => {
    setShown(null);
    return onDone();
  });
  const problem = sending.problem ?? looking.problem;
  const set = (change: Partial<Writing>) => setWriting({ ...writing, ...change });
  const parts: PartProps = {
    writing,
    set,
    setTerms: (change) => set({ terms: { ...writing.terms, ...change } }),
    error: (pointer) => fieldError(problem, pointer) ?? shown?.findings.find((one) => one.pointer === pointer)?.detail,
    language,
    setLanguage,
    currency,
    zone: draft.instants.timezone,
  };
  return (
    <div className="flex min-w-0 flex-col gap-10 pt-3">
      {sending.answer === 202 && (
        <Banner live tone="signal">
          <Trans>Proposed. It is done once everybody who must approve it has.</Trans>
        </Banner>
      )}
      <StatementPart {...parts} />
      <ApproachPart {...parts} />
      <MoneyPart {...parts} />
      <RightsPart {...parts} />
      <WhoPart {...parts} />
      <DatesPart {...parts} />
      <BackingPart {...parts} />
      <OffRampPart {...parts} />
      <div className="flex max-w-2xl flex-col gap-5 border-t-2 border-ink pt-6">
        {reasonField(problem)}
        {problem && !shown && <ProblemBanner error={problem} />}
        <div>
          <Button isDisabled={looking.isBusy || Object.keys(reason).length === 0} onPress={() => looking.send(undefined)}>
            <Trans>Show what would change</Trans>
          </Button>
        </div>
      </div>
      <Dialog title={t`What changes for everybody`} isOpen={shown !== null} onClose={() => setShown(null)}>
        {shown && shown.changes.length === 0 && (
          <p>
            <Trans>Nothing is different yet.</Trans>
          </p>
        )}
        {shown && <DifferenceList changes={shown.changes} />}
        {shown?.findings.map(({ pointer, detail }) => (
          <p key={pointer} className="font-bold text-bad">
            {detail}
          </p>
        ))}
        {sending.error && <ProblemBanner error={sending.error} />}
        <div className="flex flex-wrap gap-3">
          <Button
            look="go"
            isDisabled={sending.isBusy || !shown || shown.changes.length === 0 || shown.findings.length > 0}
            onPress={() => sending.send(undefined)}
          >
            <Trans>Make this change</Trans>
          </Button>
          <Button look="ghost" onPress={() => setShown(null)}>
            <Trans>Go on writing</Trans>
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

/** Only the parts that differ are sent: the deadline of what is published is not an amendment's to move. */
function changed(before: Writing, after: Writing): Pick<ChangeInput, "texts" | "terms" | "dates"> {
  const differs = (name: "texts" | "terms") => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const dates = Object.entries(after.dates).filter(([name, value]) => before.dates[name as keyof Writing["dates"]] !== value);
  return {
    ...(differs("texts") ? { texts: after.texts } : {}),
    ...(differs("terms") ? { terms: after.terms } : {}),
    ...(dates.length > 0 ? { dates: Object.fromEntries(dates) } : {}),
  };
}
