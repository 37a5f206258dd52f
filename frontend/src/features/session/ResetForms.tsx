import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { confirmPasswordReset, askPasswordReset } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { TextField } from "@/shared/ui/TextField";

export function AskForReset() {
  const { t } = useLingui();
  const [email, setEmail] = useState("");
  const form = useSend(() => askPasswordReset({ body: { email }, throwOnError: true }));
  if (form.isDone) {
    return (
      <Banner tone="good" live title={t`Look into your mail`}>
        <Trans>If {email} has an account, a link is on its way. It works once, for two hours.</Trans>
      </Banner>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      {form.error && <ProblemBanner error={form.error} />}
      <TextField
        label={t`E-mail`}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={fieldError(form.problem, "/email")}
      />
      <div>
        <Button type="submit" isDisabled={form.isBusy}>
          <Trans>Send me a link</Trans>
        </Button>
      </div>
    </form>
  );
}

export function NewPassword({ token }: { token: string }) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  const form = useSend(() => confirmPasswordReset({ body: { token, password }, throwOnError: true }));
  if (form.isDone) {
    return (
      <Banner
        tone="good"
        live
        title={t`The new password is set`}
        action={
          <ButtonLink to="/sign-in">
            <Trans>Sign in</Trans>
          </ButtonLink>
        }
      >
        <Trans>Every other session of this account has been ended.</Trans>
      </Banner>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      {form.error && <ProblemBanner error={form.error} />}
      <TextField
        label={t`New password`}
        hint={t`10 characters or more. Several words are easier to keep than one odd one.`}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={fieldError(form.problem, "/password")}
      />
      <div>
        <Button type="submit" isDisabled={form.isBusy}>
          <Trans>Set the password</Trans>
        </Button>
      </div>
    </form>
  );
}
