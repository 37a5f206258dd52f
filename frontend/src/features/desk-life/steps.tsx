import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import {
  cancelChallenge,
  type ChallengeDetail,
  type DraftOut,
  extendChallenge,
  offRampChallenge,
  withdrawChallenge,
} from "@/api";
import { DateField } from "@/shared/desk/DateField";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { TextField } from "@/shared/ui/TextField";

import { filled, WordsField } from "./WordsField";

export type StepProps = {
  draft: DraftOut;
  etag: string;
  languages: readonly string[];
  /** Something public has changed: everything is read again. */
  onDone: () => unknown;
};

type Sent = { response: Response; data: ChallengeDetail };

/** Said after a step that waits for a second person or for other cities. */
function Waits({ status }: { status: number | undefined }) {
  if (status !== 202) return null;
  return (
    <Banner live tone="signal">
      <Trans>Proposed. It is done once everybody who must approve it has.</Trans>
    </Banner>
  );
}

function Office({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  const { t } = useLingui();
  return (
    <TextField
      label={t`Office that does this`}
      hint={t`Shown in public; never a person’s name`}
      maxLength={200}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

/** More time, the same for all; a second person approves it. */
export function Extend({ draft, etag, languages, onDone }: StepProps) {
  const { t } = useLingui();
  const zone = draft.instants.timezone;
  const [reason, setReason] = useState<Record<string, string>>({});
  const [office, setOffice] = useState("");
  const [closes, setCloses] = useState<string | null>(draft.dates.closes_at);
  const [questions, setQuestions] = useState<string | null>(draft.dates.questions_until);
  const send = useSend(
    async (): Promise<Sent> =>
      extendChallenge({
        path: { challenge_id: draft.id },
        headers: { "If-Match": etag },
        body: { reason: filled(reason), office, closes_at: closes ?? "", questions_until: questions },
        throwOnError: true,
      }),
    onDone,
  );
  return (
    <Form
      error={send.error}
      note={<Waits status={send.answer?.response.status} />}
      action={
        <Button isDisabled={send.isBusy || !closes} onPress={() => send.send()}>
          <Trans>Propose the extension</Trans>
        </Button>
      }
    >
      <DateField label={t`New deadline`} zone={zone} value={closes} onChange={setCloses}
        error={fieldError(send.problem, "/closes_at") ?? fieldError(send.problem, "/dates/closes_at")} />
      <DateField label={t`Questions until`} zone={zone} value={questions} onChange={setQuestions}
        error={fieldError(send.problem, "/questions_until") ?? fieldError(send.problem, "/dates/questions_until")} />
      <WordsField label={t`Why, for everybody`} pointer="/reason" languages={languages} value={reason} onChange={setReason} problem={send.problem} />
      <Office value={office} onChange={setOffice} error={fieldError(send.problem, "/office")} />
    </Form>
  );
}

const ENDS = {
  planned: withdrawChallenge,
  open: cancelChallenge,
  evaluation: offRampChallenge,
  pilot: offRampChallenge,
};

export type Endable = keyof typeof ENDS;

export function isEndable(status: string): status is Endable {
  return status in ENDS;
}

/** The end that this status allows: withdraw before it opens, cancel while it is open, off-ramp after it. */
export function End({ draft, etag, languages, onDone, status }: StepProps & { status: Endable }) {
  const { t } = useLingui();
  const [reason, setReason] = useState<Record<string, string>>({});
  const [feedback, setFeedback] = useState<Record<string, string>>({});
  const [office, setOffice] = useState("");
  const send = useSend(
    async (): Promise<Sent> =>
      ENDS[status]({
        path: { challenge_id: draft.id },
        headers: { "If-Match": etag },
        body: { reason: filled(reason), feedback: filled(feedback), office },
        throwOnError: true,
      }),
    onDone,
  );
  return (
    <Form
      error={send.error}
      note={<Waits status={send.answer?.response.status} />}
      action={
        <Button look="danger" isDisabled={send.isBusy} onPress={() => send.send()}>
          {status === "planned" ? <Trans>Withdraw it for good</Trans> : status === "open" ? <Trans>Cancel it for good</Trans> : <Trans>End it without a purchase</Trans>}
        </Button>
      }
    >
      <p className="text-ink2">
        <Trans>An ending is final, and everybody who follows is told.</Trans>
      </p>
      <WordsField label={t`Why, for everybody`} pointer="/reason" languages={languages} value={reason} onChange={setReason} problem={send.problem} />
      <WordsField label={t`What was learned`} pointer="/feedback" languages={languages} value={feedback} onChange={setFeedback} problem={send.problem} />
      <Office value={office} onChange={setOffice} error={fieldError(send.problem, "/office")} />
    </Form>
  );
}

type FormProps = { error: unknown; note: ReactNode; action: ReactNode; children: ReactNode };

function Form({ error, note, action, children }: FormProps) {
  return (
    <div className="flex max-w-2xl flex-col gap-5 pt-2">
      {note}
      {Boolean(error) && <ProblemBanner error={error} />}
      {children}
      <div>{action}</div>
    </div>
  );
}
