import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";

import { SupplierMatches } from "@/features/desk-city";
import { lineColour } from "@/shared/domain/lines";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { PageHeading } from "@/shared/ui/PageHeading";

import { Waiting } from "../pages/Waiting";
import { challengeOptions } from "../queries";
import { useOrganisation, WrongSide } from "./organisation";

const route = getRouteApi("/signed-in/desk/$id/suppliers");

/** The market of one challenge, a draft or a published one: which firms it would fit, and why. */
export default function SuppliersPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { show = "matches" } = route.useSearch();
  const navigate = route.useNavigate();
  const organisation = useOrganisation("city");
  const detail = useQuery(challengeOptions(id, undefined));
  if (!organisation) return <WrongSide side="city" />;
  if (detail.isPending) return <Waiting />;
  if (detail.error) {
    return (
      <div className="wrap pt-8">
        <ProblemBanner error={detail.error} onRetry={() => void detail.refetch()} />
      </div>
    );
  }
  const { texts, slug, status } = detail.data;
  const isDraft = status === "draft" || status === "in_review";
  const title = <span lang={texts.title.lang}>{texts.title.value || t`Without a title`}</span>;
  return (
    <div className="wrap pt-9">
      <p className="text-ink2">
        {isDraft ? (
          <Link to="/desk/$id" params={{ id }} className="link-quiet">
            {title}
          </Link>
        ) : (
          <Link to="/challenges/$id/$slug" params={{ id, slug }} className="link-quiet">
            {title}
          </Link>
        )}
      </p>
      <PageHeading title={t`Firms it would fit`} className="mb-2 text-3xl sm:text-4xl" />
      <p className="mb-5 max-w-[62ch] text-ink2">
        <Trans>
          Firms that agreed to be seen by cities, and firms known only from public award records. Nobody is told that you
          looked.
        </Trans>
      </p>
      <h2 className="sr-only">
        <Trans>Firms, best first</Trans>
      </h2>
      <SupplierMatches
        challenge={detail.data}
        line={lineColour(detail.data.publisher.line)}
        show={show}
        onShow={(next) => void navigate({ search: next === "matches" ? {} : { show: next }, resetScroll: false })}
      />
    </div>
  );
}
