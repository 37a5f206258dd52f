import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { signIn } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { TextField } from "@/shared/ui/TextField";

export function SignInForm({ onDone }: { onDone: () => unknown }) {
  const { t } = useLingui();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useSend(() => signIn({ body: { email, password }, throwOnError: true }), onDone);
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
        name="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        error={fieldError(form.problem, "/email")}
      />
      <TextField
        label={t`Password`}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={fieldError(form.problem, "/password")}
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Button type="submit" isDisabled={form.isBusy}>
          {form.isBusy ? <Trans>Signing in…</Trans> : <Trans>Sign in</Trans>}
        </Button>
        <Link to="/reset" className="link-quiet inline-flex min-h-11 items-center">
          <Trans>Forgotten password?</Trans>
        </Link>
      </div>
    </form>
  );
}
