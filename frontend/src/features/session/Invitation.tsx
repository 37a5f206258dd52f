import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";

import { acceptInvitation } from "@/api";
import { getInvitationOptions } from "@/api/@tanstack/react-query.gen";
import { ROLE } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import type { Language } from "@/shared/i18n";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { useSession } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { TextField } from "@/shared/ui/TextField";

export function Invitation({ token, onDone }: { token: string; onDone: () => unknown }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const session = useSession();
  const { data: invitation } = useSuspenseQuery(getInvitationOptions({ path: { token } }));
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const asMyself = session?.account.email === invitation.email;
  const form = useSend(
    () =>
      acceptInvitation({
        path: { token },
        body: asMyself ? {} : { name, password, language: i18n.locale as Language },
        throwOnError: true,
      }),
    onDone,
  );
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      <p className="text-xl">
        <Trans>
          <b>{invitation.organisation.name}</b> invites {invitation.email} as {word(ROLE, invitation.role)}.
        </Trans>
      </p>
      {form.error && <ProblemBanner error={form.error} />}
      {invitation.account_exists && !asMyself ? (
        <>
          <p>
            <Trans>This address has an account already. Sign in with it, then accept.</Trans>
          </p>
          <div>
            <ButtonLink to="/sign-in" search={{ then: `/invitations/${token}` }}>
              <Trans>Sign in</Trans>
            </ButtonLink>
          </div>
        </>
      ) : (
        <>
          {!asMyself && (
            <>
              <TextField
                label={t`Your name`}
                autoComplete="name"
                value={name}
                onChange={setName}
                error={fieldError(form.problem, "/name")}
              />
              <TextField
                label={t`Password`}
                hint={t`10 characters or more. Several words are easier to keep than one odd one.`}
                type="password"
                autoComplete="new-password"
                value={password}
                onChange={setPassword}
                error={fieldError(form.problem, "/password")}
              />
            </>
          )}
          <div>
            <Button type="submit" isDisabled={form.isBusy}>
              <Trans>Accept the invitation</Trans>
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
