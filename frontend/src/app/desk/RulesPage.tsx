import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { PolicyEditor } from "@/features/desk-policy";
import { useSession } from "@/shared/session";
import { Banner } from "@/shared/ui/Banner";
import { PageHeading } from "@/shared/ui/PageHeading";

import { WrongSide } from "./organisation";
import { useCity } from "./useCity";

/** Where a city's admin sets its rules on buying. Others of the city read them on its public page. */
export default function RulesPage() {
  const { t } = useLingui();
  const session = useSession();
  const { organisation, city, currency } = useCity();
  if (!organisation) return <WrongSide side="city" />;
  const role = session?.memberships.find((membership) => membership.organisation.id === organisation.id)?.role;
  return (
    <div className="wrap narrow pt-8">
      <p className="text-ink2">
        <Link to="/desk" className="link-quiet">
          <Trans>The desk of {organisation.name}</Trans>
        </Link>
      </p>
      <PageHeading title={t`Rules on buying`} />
      <p className="mt-1 mb-6 max-w-[62ch] text-ink2">
        <Trans>
          What your city’s own bylaws ask of every challenge. Each rule names its source, and says whether it stops
          publication or only warns.
        </Trans>{" "}
        <Link to="/cities/$slug" params={{ slug: organisation.slug }} hash="rules" className="link-quiet">
          <Trans>As everybody reads them</Trans>
        </Link>
      </p>
      {role !== "city_admin" ? (
        <Banner>
          <Trans>Only an admin of the city sets its rules.</Trans>
        </Banner>
      ) : (
        city && <PolicyEditor slug={organisation.slug} currency={currency} language={city.original_language} />
      )}
    </div>
  );
}
