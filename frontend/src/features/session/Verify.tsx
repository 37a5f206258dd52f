import { Trans, useLingui } from "@lingui/react/macro";

import { confirmAddress } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";

/** A press and not the mere visit: mail filters open links too. */
export function Verify({ token }: { token: string }) {
  const { t } = useLingui();
  const form = useSend(() => confirmAddress({ body: { token }, throwOnError: true }));
  if (form.isDone) {
    return (
      <Banner
        tone="good"
        live
        title={t`The address is confirmed`}
        action={
          <ButtonLink to="/sign-in">
            <Trans>Sign in</Trans>
          </ButtonLink>
        }
      />
    );
  }
  return (
    <>
      {form.error && <ProblemBanner error={form.error} />}
      <div>
        <Button isDisabled={form.isBusy} onPress={() => form.send()}>
          <Trans>Confirm this address</Trans>
        </Button>
      </div>
    </>
  );
}
