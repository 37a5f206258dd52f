import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { reauthenticate } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { useSession } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { TextField } from "@/shared/ui/TextField";

/** What cannot be taken back asks for the password again; a ready account has none and only confirms. */
export function AskPassword({ onDone }: { onDone: () => unknown }) {
  const { t } = useLingui();
  const session = useSession();
  const [password, setPassword] = useState("");
  const known = session?.account.has_password ?? true;
  const form = useSend(
    () => reauthenticate({ body: known ? { password } : {}, throwOnError: true }),
    onDone,
  );
  return (
    <form
      noValidate
      className="flex flex-col gap-3 rounded-md border-2 border-ink p-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      <p className="font-sign font-bold">
        <Trans>It is you? Some time has passed since you signed in.</Trans>
      </p>
      {form.error && <ProblemBanner error={form.error} />}
      {known && (
        <TextField
          label={t`Password`}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      )}
      <div>
        <Button type="submit" isDisabled={form.isBusy}>
          <Trans>Confirm and go on</Trans>
        </Button>
      </div>
    </form>
  );
}
