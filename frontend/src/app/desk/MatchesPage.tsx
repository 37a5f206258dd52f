import { useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";

import { MatchList } from "@/features/desk-supplier";
import { PageHeading } from "@/shared/ui/PageHeading";

import { useOrganisation, WrongSide } from "./organisation";

const route = getRouteApi("/signed-in/matches");

export default function MatchesPage() {
  const { t } = useLingui();
  const { show = "matches" } = route.useSearch();
  const navigate = route.useNavigate();
  const supplier = useOrganisation("supplier");
  if (!supplier) return <WrongSide side="supplier" />;
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`My matches`} className="mb-3 text-3xl sm:text-4xl" />
      <MatchList
        supplierId={supplier.id}
        show={show}
        onShow={(next) => void navigate({ search: next === "matches" ? {} : { show: next }, resetScroll: false })}
      />
    </div>
  );
}
