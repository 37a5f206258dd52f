import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";

import { ChallengeBody, FitsYou, Similar } from "@/features/challenge";
import { useSession } from "@/shared/session";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Card } from "@/shared/ui/Card";

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
  const cities = detail.participations.map(({ city }) => city.id);
  const isOwn = session?.memberships.some(({ organisation }) => cities.includes(organisation.id));
  const supplier = session?.memberships.find(({ organisation }) => organisation.kind === "supplier")?.organisation;
  return (
    <ChallengeBody
      key={id}
      detail={detail}
      aside={
        isOwn ? (
          <FirmsCard id={id} />
        ) : (
          supplier && detail.status === "open" && <FitsYou challengeId={id} supplierId={supplier.id} />
        )
      }
    >
      <Similar challengeId={id} line={detail.publisher.line} />
    </ChallengeBody>
  );
}

/** For its own city: the way to the market of this challenge. */
function FirmsCard({ id }: { id: string }) {
  const { t } = useLingui();
  return (
    <Card title={t`Your challenge`} strong>
      <ButtonLink to="/desk/$id/suppliers" params={{ id }} look="ghost">
        <Trans>Firms it would fit</Trans>
      </ButtonLink>
      <ButtonLink to="/desk/$id/life" params={{ id }} look="ghost" className="mt-2">
        <Trans>Answer, change, extend or end it</Trans>
      </ButtonLink>
    </Card>
  );
}
