import { Trans, useLingui } from "@lingui/react/macro";

import { Link } from "@tanstack/react-router";

import { ProfileEditor } from "@/features/desk-supplier";
import { PageHeading } from "@/shared/ui/PageHeading";

import { useOrganisation, WrongSide } from "./organisation";

export default function ProfilePage() {
  const { t } = useLingui();
  const supplier = useOrganisation("supplier");
  if (!supplier) return <WrongSide side="supplier" />;
  return (
    <>
      <div className="wrap pt-9">
        <PageHeading title={t`My profile`} className="text-3xl sm:text-4xl" />
        <p className="mt-2 mb-8 max-w-[62ch] text-ink2">
          <Trans>Write as you would tell a city that has the problem you solve. Every change is saved by itself.</Trans>{" "}
          <Link to="/suppliers/$id" params={{ id: supplier.id }} className="link-quiet">
            <Trans>See it as others do</Trans>
          </Link>
        </p>
      </div>
      <ProfileEditor key={supplier.id} supplierId={supplier.id} />
    </>
  );
}
