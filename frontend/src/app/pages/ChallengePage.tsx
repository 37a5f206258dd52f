import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";

import { ChallengeBody, FitsYou, Similar } from "@/features/challenge";
import { useSession } from "@/shared/session";

import { challengeOptions } from "../queries";

const route = getRouteApi("/challenges/$id/$slug");

export default function ChallengePage() {
  const { id, slug } = route.useParams();
  const { lang } = route.useSearch();
  const session = useSession();
  const { data: detail } = useSuspenseQuery(challengeOptions(id, lang));
  // An old slug, or another language's: the address is put right, the page stays.
  if (detail.slug !== slug) {
    return <Navigate to="/challenges/$id/$slug" params={{ id, slug: detail.slug }} search={lang ? { lang } : {}} replace />;
  }
  const supplier = session?.memberships.find(({ organisation }) => organisation.kind === "supplier")?.organisation;
  return (
    <ChallengeBody
      key={id}
      detail={detail}
      aside={supplier && detail.status === "open" && <FitsYou challengeId={id} supplierId={supplier.id} />}
    >
      <Similar challengeId={id} />
    </ChallengeBody>
  );
}
