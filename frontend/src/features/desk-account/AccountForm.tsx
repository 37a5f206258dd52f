import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { type Account, type AccountChange, changeAccount } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { LANGUAGE_NAMES, LANGUAGES } from "@/shared/i18n";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { useSessionChange } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";
import { useToast } from "@/shared/ui/Toast";

export function AccountForm({ account }: { account: Account }) {
  const { t } = useLingui();
  const say = useToast();
  const changed = useSessionChange();
  const [name, setName] = useState(account.name);
  const [language, setLanguage] = useState(account.language);
  const form = useSend(
    (body: AccountChange) => changeAccount({ body, throwOnError: true }),
    async () => {
      say({ text: t`Saved.` });
      await changed();
    },
  );
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.send({ name, language });
      }}
    >
      {form.error && <ProblemBanner error={form.error} />}
      <TextField
        label={t`Your name`}
        autoComplete="name"
        value={name}
        onChange={setName}
        error={fieldError(form.problem, "/name")}
      />
      <Select
        label={t`Language of mails to you`}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <div>
        <Button type="submit" isDisabled={form.isBusy}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

export function PasswordForm() {
  const { t } = useLingui();
  const say = useToast();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const form = useSend(
    () => changeAccount({ body: { password: { old, new: next } }, throwOnError: true }),
    () => {
      say({ text: t`The new password is set.` });
      setOld("");
      setNext("");
    },
  );
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      {form.error && <ProblemBanner error={form.error} />}
      <TextField
        label={t`Password now`}
        type="password"
        autoComplete="current-password"
        value={old}
        onChange={setOld}
        error={fieldError(form.problem, "/password/old")}
      />
      <TextField
        label={t`New password`}
        hint={t`10 characters or more. Several words are easier to keep than one odd one.`}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        error={fieldError(form.problem, "/password/new")}
      />
      <div>
        <Button type="submit" look="ghost" isDisabled={form.isBusy}>
          <Trans>Set the password</Trans>
        </Button>
      </div>
    </form>
  );
}
