import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { AccountForm, Members, PasswordForm, Sessions } from "@/features/desk-account";
import { ROLE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { useSession, useSignOut } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { PageHeading } from "@/shared/ui/PageHeading";

const KEEPERS = ["platform_admin", "city_admin", "supplier_owner"];

export default function AccountPage() {
  const { t } = useLingui();
  const word = useWords();
  const session = useSession();
  const signOut = useSignOut();
  if (!session) return null;
  return (
    <div className="wrap narrow pt-9">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PageHeading title={t`Account`} />
        <Button look="ghost" onPress={() => void signOut()}>
          <Trans>Sign out</Trans>
        </Button>
      </div>
      <p className="mt-1 text-ink2">{session.account.email}</p>
      {session.memberships.map(({ organisation, role }) => (
        <Part key={organisation.id} id={`org-${organisation.id}`} title={t`Members of ${organisation.name}`}>
          <p className="mb-3 text-ink2">
            <Trans>You are {word(ROLE, role)}.</Trans>
          </p>
          <Members organisation={organisation} mayManage={KEEPERS.includes(role)} ownId={session.account.id} />
        </Part>
      ))}
      <Part id="you" title={t`You`}>
        <div className="max-w-xl">
          <AccountForm account={session.account} />
        </div>
      </Part>
      {session.account.has_password && (
        <Part id="password" title={t`Password`}>
          <div className="max-w-xl">
            <PasswordForm />
          </div>
        </Part>
      )}
      <Part id="sessions" title={t`Where you are signed in`}>
        <Sessions />
      </Part>
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-3 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
