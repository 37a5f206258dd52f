import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";

import { DraftList, NewDraft } from "@/features/desk-city";
import { PageHeading } from "@/shared/ui/PageHeading";
import { lineColour } from "@/shared/domain/lines";
import { useSession } from "@/shared/session";

import { WrongSide } from "./organisation";
import { useCity } from "./useCity";

export default function DeskPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { organisation, city } = useCity();
  const session = useSession();
  const role = session?.memberships.find((membership) => membership.organisation.id === organisation?.id)?.role;
  const mayDraft = role !== "evaluator";
  if (!organisation) return <WrongSide side="city" />;
  return (
    <>
      <div aria-hidden className="h-2.5" style={{ background: lineColour(city?.line ?? null) }} />
      <div className="wrap pt-7">
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
          <div>
            <PageHeading title={t`The desk of ${organisation.name}`} className="text-3xl sm:text-4xl" />
            <p className="mt-1">
              <Link to="/cities/$slug" params={{ slug: organisation.slug }} className="link-quiet">
                <Trans>See the city’s public page</Trans>
              </Link>
            </p>
            <p>
              <Link to="/desk/rules" className="link-quiet">
                <Trans>Rules on buying</Trans>
              </Link>
            </p>
          </div>
          {city && mayDraft && (
            <NewDraft
              organisationId={organisation.id}
              languages={city.languages}
              onCreated={(id) => navigate({ to: "/desk/$id", params: { id } })}
            />
          )}
        </div>
        {city && (
          <p className="mt-6 text-[0.9375rem] text-ink2">
            <Trans>Times are those of {organisation.name}, {city.timezone}.</Trans>
          </p>
        )}
        <div className="mt-2">
          <DraftList organisationId={organisation.id} />
        </div>
      </div>
    </>
  );
}
