import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";

import { DraftEditor } from "@/features/desk-city";
import { JointPanel, jointOptions, partOf } from "@/features/desk-joint";
import { lineColour } from "@/shared/domain/lines";
import { useWide } from "@/shared/lib/useWide";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useToast } from "@/shared/ui/Toast";

import { Waiting } from "../pages/Waiting";
import { WrongSide } from "./organisation";
import { PartnerPage } from "./PartnerPage";
import { useCity } from "./useCity";

const route = getRouteApi("/signed-in/desk/$id");

export default function DraftPage() {
  const { t, i18n } = useLingui();
  const { id } = route.useParams();
  const wide = useWide();
  const say = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { organisation, city, currency } = useCity();
  const joint = useQuery({ ...jointOptions(id, i18n.locale), enabled: organisation !== undefined });
  if (!organisation) return <WrongSide side="city" />;
  if (joint.isPending || !city) return <Waiting />;
  const language = city.languages[0] ?? "en";
  if (partOf(joint.data, organisation.id)?.state !== "lead") {
    return <PartnerPage {...{ id, organisation, currency, language }} joint={joint.data ?? null} />;
  }
  return (
    <DraftEditor
      key={id}
      id={id}
      currency={currency}
      citySlug={organisation.slug}
      line={lineColour(city?.line ?? null)}
      wide={wide}
      heading={(isPublic) => (
        <div className="wrap pt-8 pb-6">
          <p className="text-ink2">
            <Link to="/desk" className="link-quiet">
              <Trans>The desk of {organisation.name}</Trans>
            </Link>
          </p>
          <PageHeading title={isPublic ? t`A public challenge` : t`Draft of a challenge`} />
          <Link to="/desk/$id/suppliers" params={{ id }} className="link-quiet inline-flex min-h-11 items-center">
            <Trans>Firms it would fit</Trans>
          </Link>{" "}
          <Link to="/desk/$id/life" params={{ id }} className="link-quiet ms-4 inline-flex min-h-11 items-center">
            <Trans>Its life: forecast, sounding, signatures</Trans>
          </Link>
        </div>
      )}
      cities={(onPublished) => (
        <JointPanel
          {...{ id, currency, language, onPublished }}
          cityId={organisation.id}
          onLeft={() => navigate({ to: "/desk" })}
        />
      )}
      onPublished={async (slug) => {
        say({ text: t`It is public.` });
        await navigate({ to: "/challenges/$id/$slug", params: { id, slug } });
        await queries.invalidateQueries();
      }}
      onGone={async () => {
        await queries.invalidateQueries({ queryKey: ["own-challenges"] });
        say({ text: t`The draft is deleted.` });
        await navigate({ to: "/desk" });
      }}
    />
  );
}
