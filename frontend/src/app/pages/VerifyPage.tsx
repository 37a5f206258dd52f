import { useLingui } from "@lingui/react/macro";

import { FormPage, Verify } from "@/features/session";
import { useLinkToken } from "@/shared/lib/useLinkToken";

export default function VerifyPage() {
  const { t } = useLingui();
  const token = useLinkToken();
  return (
    <FormPage title={t`Confirm your address`}>
      <Verify token={token ?? ""} />
    </FormPage>
  );
}
