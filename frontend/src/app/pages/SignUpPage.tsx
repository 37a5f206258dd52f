import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { FormPage, SignUpForm } from "@/features/session";

export default function SignUpPage() {
  const { t } = useLingui();
  return (
    <FormPage
      title={t`An account for your firm`}
      lead={<Trans>So that your profile is kept, matches come to you, and you can ask and propose.</Trans>}
    >
      <SignUpForm />
      <p className="border-t border-rule pt-5">
        <Trans>
          You have one already?{" "}
          <Link to="/sign-in" className="link-quiet">
            Sign in
          </Link>
        </Trans>
      </p>
    </FormPage>
  );
}
