import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import { CityForm } from "@/features/desk-admin";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useToast } from "@/shared/ui/Toast";

import { useOrganisation, WrongSide } from "./organisation";

export default function AdminPage() {
  const { t } = useLingui();
  const say = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const platform = useOrganisation("platform");
  if (!platform) return <WrongSide side="platform" />;
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`Platform`} />
      <p className="mt-2 mb-8 max-w-[62ch] text-ink2">
        <Trans>
          Create a city after you have made sure who is asking. Its members are invited on{" "}
          <Link to="/account" className="link-quiet">
            your account page
          </Link>
          .
        </Trans>
      </p>
      <h2 className="mb-5 text-2xl">
        <Trans>A new city</Trans>
      </h2>
      <CityForm
        onCreated={async (slug) => {
          await queries.invalidateQueries();
          say({ text: t`The city is created.` });
          await navigate({ to: "/cities/$slug", params: { slug } });
        }}
      />
    </div>
  );
}
