import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";

import { FormPage, ReadyAccounts, safeReturn, SignInForm } from "@/features/session";
import { useSessionChange } from "@/shared/session";

const route = getRouteApi("/sign-in");

export default function SignInPage() {
  const { t } = useLingui();
  const router = useRouter();
  const changed = useSessionChange();
  const { then } = route.useSearch();
  const onDone = async () => {
    await changed();
    router.history.push(safeReturn(then));
  };
  return (
    <FormPage title={t`Sign in`} beside={<ReadyAccounts onDone={onDone} />}>
      <SignInForm onDone={onDone} />
      <p className="border-t border-rule pt-5">
        <Trans>
          A new firm?{" "}
          <Link to="/sign-up" className="link-quiet">
            Make an account
          </Link>
          . Cities are added by the platform after somebody has made sure who they are.
        </Trans>
      </p>
    </FormPage>
  );
}
