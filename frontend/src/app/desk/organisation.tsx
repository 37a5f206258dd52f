import { Trans, useLingui } from "@lingui/react/macro";

import type { OrganisationOut } from "@/api";
import { type Side, useSession } from "@/shared/session";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { PageHeading } from "@/shared/ui/PageHeading";

/** The organisation of one kind for which the account acts, or undefined. */
export function useOrganisation(side: Side): OrganisationOut | undefined {
  const session = useSession();
  return session?.memberships.find(({ organisation }) => organisation.kind === side)?.organisation;
}

/** A page for others: says for whom, and where to go instead. */
export function WrongSide({ side }: { side: Side }) {
  const { t } = useLingui();
  const titles: Record<Side, string> = {
    city: t`This page is for cities`,
    supplier: t`This page is for firms`,
    platform: t`This page is for the platform`,
  };
  return (
    <div className="wrap flex flex-col items-start gap-4 py-14">
      <PageHeading title={titles[side]} />
      <p>
        <Trans>Your account does not act for one.</Trans>
      </p>
      <ButtonLink to="/account" look="ghost">
        <Trans>See your account</Trans>
      </ButtonLink>
    </div>
  );
}
