import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";

import { DraftList, NewDraft } from "@/features/desk-city";
import { PageHeading } from "@/shared/ui/PageHeading";
import { lineColour } from "@/shared/domain/lines";

import { WrongSide } from "./organisation";
import { useCity } from "./useCity";

export default function DeskPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { organisation, city } = useCity();
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
          </div>
          {city && (
            <NewDraft
              organisationId={organisation.id}
              languages={city.languages}
              onCreated={(id) => navigate({ to: "/desk/$id", params: { id } })}
            />
          )}
        </div>
        <div className="mt-8">
          <DraftList organisationId={organisation.id} />
        </div>
      </div>
    </>
  );
}
