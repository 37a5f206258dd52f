import { useLingui } from "@lingui/react/macro";
import { getRouteApi, useRouter } from "@tanstack/react-router";

import { FormPage, Invitation } from "@/features/session";
import { useSession, useSessionChange } from "@/shared/session";

const route = getRouteApi("/invitations/$token");

export default function InvitationPage() {
  const { t } = useLingui();
  const router = useRouter();
  const session = useSession();
  const changed = useSessionChange();
  const { token } = route.useParams();
  return (
    <FormPage title={t`You are invited`}>
      <Invitation
        token={token}
        onDone={async () => {
          await changed();
          await router.navigate({ to: session ? "/account" : "/sign-in" });
        }}
      />
    </FormPage>
  );
}
