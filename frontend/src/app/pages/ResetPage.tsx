import { Trans, useLingui } from "@lingui/react/macro";

import { AskForReset, FormPage, NewPassword } from "@/features/session";
import { useLinkToken } from "@/shared/lib/useLinkToken";

export default function ResetPage() {
  const { t } = useLingui();
  const token = useLinkToken();
  return (
    <FormPage
      title={t`A new password`}
      lead={token ? undefined : <Trans>Write the address of your account; we send a link to it.</Trans>}
    >
      {token ? <NewPassword token={token} /> : <AskForReset />}
    </FormPage>
  );
}
