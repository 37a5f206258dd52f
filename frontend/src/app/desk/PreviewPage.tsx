import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";

import type { Show } from "@/api";
import { ChallengeBody } from "@/features/challenge";
import { SupplierMatches, TypicalFirms } from "@/features/desk-city";
import { lineColour } from "@/shared/domain/lines";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { Banner } from "@/shared/ui/Banner";
import { ButtonLink } from "@/shared/ui/ButtonLink";

import { Waiting } from "../pages/Waiting";
import { challengeOptions } from "../queries";

const route = getRouteApi("/signed-in/desk/$id/preview");

export default function PreviewPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const [show, setShow] = useState<Show>("matches");
  const detail = useQuery({ ...challengeOptions(id, undefined), staleTime: 0, refetchOnMount: "always" });
  if (detail.isPending) return <Waiting />;
  if (detail.error) {
    return (
      <div className="wrap pt-8">
        <ProblemBanner error={detail.error} />
      </div>
    );
  }
  return (
    <>
      <div className="wrap py-4">
        <Banner
          tone="signal"
          title={t`A preview`}
          action={
            <ButtonLink to="/desk/$id" params={{ id }} look="ghost">
              <Trans>Back to the draft</Trans>
            </ButtonLink>
          }
        >
          <Trans>Only your city sees this. So it will look when it is public.</Trans>
        </Banner>
      </div>
      <ChallengeBody detail={detail.data} preview aside={<TypicalFirms id={id} />}>
        <section aria-labelledby="market" className="mt-9">
          <h2 id="market" className="mb-3 text-2xl">
            <Trans>Firms it would fit</Trans>
          </h2>
          <SupplierMatches
            challenge={detail.data}
            line={lineColour(detail.data.publisher.line)}
            show={show}
            onShow={setShow}
          />
        </section>
      </ChallengeBody>
    </>
  );
}
