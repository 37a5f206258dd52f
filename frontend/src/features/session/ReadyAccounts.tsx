import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { type ReadyAccountOut, signInReady } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { sessionOptions } from "@/shared/session";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Card } from "@/shared/ui/Card";

/** On a developer's own machine only: sign in as one of the demonstration people with one press. */
export function ReadyAccounts({ onDone }: { onDone: () => unknown }) {
  const { t } = useLingui();
  const { data } = useQuery(sessionOptions());
  const title = ({ role, organisation, title }: ReadyAccountOut) =>
    ({
      city_admin: t`Admin of ${organisation}`,
      city_officer: t`Officer of ${organisation}`,
      evaluator: t`Evaluator of ${organisation}`,
      supplier_owner: t`Owner of ${organisation}`,
      platform_admin: t`Platform admin`,
    })[role as string] ?? title;
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
              {title(account)}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
