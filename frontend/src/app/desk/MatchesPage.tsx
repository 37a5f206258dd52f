import { useLingui } from "@lingui/react/macro";

import { MatchList } from "@/features/desk-supplier";
import { PageHeading } from "@/shared/ui/PageHeading";

import { useOrganisation, WrongSide } from "./organisation";

export default function MatchesPage() {
  const { t } = useLingui();
  const supplier = useOrganisation("supplier");
  if (!supplier) return <WrongSide side="supplier" />;
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`My matches`} className="mb-3 text-3xl sm:text-4xl" />
      <MatchList supplierId={supplier.id} />
    </div>
  );
}
