import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { announceChallenge } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { TextField } from "@/shared/ui/TextField";

import type { StepProps } from "./steps";

/** Makes a draft public as a forecast, before anything is fixed. */
export function Announce({ draft, etag, onDone }: StepProps) {
  const { t } = useLingui();
  const [office, setOffice] = useState("");
  const send = useSend(
    () =>
      announceChallenge({
        path: { challenge_id: draft.id },
        headers: { "If-Match": etag },
        body: { office },
        throwOnError: true,
      }),
    onDone,
  );
  return (
    <div className="flex max-w-2xl flex-col gap-5 pt-2">
      <p className="text-ink2">
        <Trans>Firms can prepare and answer your questions. Everything can still change, and each change is seen.</Trans>
      </p>
      {send.error && <ProblemBanner error={send.error} />}
      {send.problem?.errors.map(({ pointer, detail }) => (
        <p key={pointer} className="font-bold text-bad">
          {detail}
        </p>
      ))}
      <TextField label={t`Office that does this`} hint={t`Shown in public; never a person’s name`} maxLength={200} value={office} onChange={setOffice} error={fieldError(send.problem, "/office")} />
      <div>
        <Button look="go" isDisabled={send.isBusy} onPress={() => send.send()}>
          <Trans>Announce it as a forecast</Trans>
        </Button>
      </div>
    </div>
  );
}
