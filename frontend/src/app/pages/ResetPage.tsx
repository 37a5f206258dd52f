import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";

import { AskForReset, FormPage, NewPassword } from "@/features/session";

const route = getRouteApi("/reset-password");

export default function ResetPage() {
  const { t } = useLingui();
  const { token } = route.useSearch();
  return (
    <FormPage
      title={t`A new password`}
      lead={token ? undefined : <Trans>Write the address of your account; we send a link to it.</Trans>}
    >
      {token ? <NewPassword token={token} /> : <AskForReset />}
    </FormPage>
  );
}
