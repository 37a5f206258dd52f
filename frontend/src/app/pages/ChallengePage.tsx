import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";

import { NoticeBarriers } from "@/features/barriers";
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
  const city = session?.memberships.find(({ organisation }) => organisation.kind === "city");
  const isOwn = detail.participations.some(({ city: { id: one } }) => one === city?.organisation.id);
  const mayAsk = city && city.role !== "evaluator" && detail.kind === "challenge" && JOINABLE.includes(detail.status);
  const supplier = session?.memberships.find(({ organisation }) => organisation.kind === "supplier")?.organisation;
  return (
    <ChallengeBody
      key={id}
      detail={detail}
      aside={
        isOwn ? (
          <FirmsCard id={id} />
        ) : mayAsk && detail.publisher.kind === "city" ? (
          <JoinCard id={id} name={city.organisation.name} />
        ) : (
          supplier && detail.status === "open" && <FitsYou challengeId={id} supplierId={supplier.id} />
        )
      }
    >
      {detail.source && detail.kind !== "award" && <NoticeBarriers detail={detail} />}
      <Similar challengeId={id} line={detail.publisher.line} />
    </ChallengeBody>
  );
}

const JOINABLE: readonly string[] = ["planned", "open"];

/** For another city: its own way into this challenge, whether it is invited or would ask. */
function JoinCard({ id, name }: { id: string; name: string }) {
  const { t } = useLingui();
  return (
    <Card title={t`Has ${name} this problem too?`} strong>
      <p className="mb-3">
        <Trans>Cities can post a challenge together, each under its own terms.</Trans>
      </p>
      <ButtonLink to="/desk/$id" params={{ id }} look="ghost">
        <Trans>Join this challenge</Trans>
      </ButtonLink>
    </Card>
  );
}

/** For its own city: the way to the market of this challenge. */
function FirmsCard({ id }: { id: string }) {
  const { t } = useLingui();
  return (
    <Card title={t`Your challenge`} strong>
      <div className="flex flex-wrap gap-3">
        <ButtonLink to="/desk/$id/suppliers" params={{ id }} look="ghost">
          <Trans>Firms it would fit</Trans>
        </ButtonLink>
        <ButtonLink to="/desk/$id" params={{ id }} look="ghost">
          <Trans>Cities and approvals</Trans>
        </ButtonLink>
        <ButtonLink to="/desk/$id/life" params={{ id }} look="ghost">
          <Trans>Answer, change, extend or end it</Trans>
        </ButtonLink>
      </div>
    </Card>
  );
}
