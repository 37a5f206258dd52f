import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";

import { FormPage, Verify } from "@/features/session";

const route = getRouteApi("/verify");

export default function VerifyPage() {
  const { t } = useLingui();
  const { token } = route.useSearch();
  return (
    <FormPage title={t`Confirm your address`}>
      <Verify token={token ?? ""} />
    </FormPage>
  );
}
