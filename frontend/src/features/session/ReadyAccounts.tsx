import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { signInReady } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { sessionOptions } from "@/shared/session";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Card } from "@/shared/ui/Card";

/** On a developer's own machine only: sign in as one of the demonstration people with one press. */
export function ReadyAccounts({ onDone }: { onDone: () => unknown }) {
  const { data } = useQuery(sessionOptions());
  const form = useSend((name: string) => signInReady({ path: { name }, throwOnError: true }), onDone);
  const accounts = data?.ready_accounts ?? [];
  if (accounts.length === 0) return null;
  return (
    <Card>
      <h2 className="text-lg">
        <Trans>Try it as</Trans>
      </h2>
      <p className="mb-3 text-[0.9375rem] text-ink2">
        <Trans>Ready accounts, on this machine only.</Trans>
      </p>
      {form.error && <ProblemBanner error={form.error} />}
      <ul className="flex flex-wrap gap-2">
        {accounts.map((account) => (
          <li key={account.name}>
            <Button look="ghost" isDisabled={form.isBusy} onPress={() => form.send(account.name)}>
              {account.title}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
