import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { signUp } from "@/api";
import { CountrySelect } from "@/shared/domain/CountrySelect";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import type { Language } from "@/shared/i18n";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { TextField } from "@/shared/ui/TextField";

export function SignUpForm() {
  const { t, i18n } = useLingui();
  const [form, setForm] = useState({ email: "", password: "", name: "", firm: "", country: "" });
  const set = (name: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const sending = useSend(async () => {
    const { data } = await signUp({
      body: {
        email: form.email,
        password: form.password,
        name: form.name,
        language: i18n.locale as Language,
        organisation: { kind: "supplier", name: form.firm, country: form.country },
      },
      throwOnError: true,
    });
    return data;
  });
  const error = (pointer: string) => fieldError(sending.problem, pointer);
  if (sending.isDone) {
    return (
      <Banner tone="good" live title={t`Look into your mail`}>
        <Trans>
          We sent a link to {form.email}. It opens the account. If nothing comes, the address may have an account
          already: sign in, or ask for a new password.
        </Trans>
      </Banner>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        sending.send();
      }}
    >
      {sending.error && <ProblemBanner error={sending.error} />}
      <TextField
        label={t`Name of the firm`}
        autoComplete="organization"
        value={form.firm}
        onChange={set("firm")}
        error={error("/organisation/name")}
      />
      <CountrySelect
        label={t`Where it is established`}
        value={form.country}
        onChange={set("country")}
        error={error("/organisation/country")}
      />
      <TextField
        label={t`Your name`}
        hint={t`Shown to colleagues of your firm`}
        autoComplete="name"
        value={form.name}
        onChange={set("name")}
        error={error("/name")}
      />
      <TextField
        label={t`E-mail`}
        type="email"
        autoComplete="email"
        value={form.email}
        onChange={set("email")}
        error={error("/email")}
      />
      <TextField
        label={t`Password`}
        hint={t`10 characters or more. Several words are easier to keep than one odd one.`}
        type="password"
        autoComplete="new-password"
        value={form.password}
        onChange={set("password")}
        error={error("/password")}
      />
      <div>
        <Button type="submit" isDisabled={sending.isBusy}>
          {sending.isBusy ? <Trans>Making the account…</Trans> : <Trans>Make an account</Trans>}
        </Button>
      </div>
    </form>
  );
}
