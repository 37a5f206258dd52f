import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import type { JointOut, OrganisationOut } from "@/api";
import { ChallengeBody } from "@/features/challenge";
import { Answer, Asked, AskForm, JointPanel, partOf } from "@/features/desk-joint";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { Banner } from "@/shared/ui/Banner";
import { useToast } from "@/shared/ui/Toast";

import { Waiting } from "../pages/Waiting";
import { challengeOptions } from "../queries";

type Props = {
  id: string;
  organisation: OrganisationOut;
  currency: string;
  language: string;
  /** Null for a city that has no part in it: it may ask. */
  joint: JointOut | null;
};

const JOINABLE = ["planned", "open"];

/** A challenge that another city leads: its text to read, and one's own part in it. */
export function PartnerPage({ id, organisation, currency, language, joint }: Props) {
  const { t } = useLingui();
  const say = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const detail = useQuery({ ...challengeOptions(id, undefined), staleTime: 0, refetchOnMount: "always" });
  const part = partOf(joint ?? undefined, organisation.id);
  const gone = async (text: string) => {
    await navigate({ to: "/desk" });
    say({ text });
    await queries.invalidateQueries();
  };
  const published = async () => {
    say({ text: t`Every city has approved it.` });
    await queries.invalidateQueries();
  };
  const shared = { id, currency, language };
  if (detail.isPending) return <Waiting />;
  if (detail.error) {
    return (
      <div className="wrap pt-8">
        <ProblemBanner error={detail.error} />
      </div>
    );
  }
  const isPublic = detail.data.status !== "draft" && detail.data.status !== "in_review";
  return (
    <>
      <div className="wrap flex flex-col gap-6 pt-8">
        <div>
          <p className="text-ink2">
            <Link to="/desk" className="link-quiet">
              <Trans>The desk of {organisation.name}</Trans>
            </Link>
          </p>
          <p className="sign text-3xl">
            <Trans>A challenge of {detail.data.publisher.name.value}</Trans>
          </p>
        </div>
        <div className="max-w-2xl">
          {part?.state === "invited" ? (
            <Answer key={part.tag} {...shared} part={part} onLeft={() => gone(t`The invitation is declined.`)} />
          ) : part?.state === "asked" ? (
            <Asked id={id} part={part} onLeft={() => gone(t`The request is taken back.`)} />
          ) : part ? (
            <JointPanel
              {...shared}
              cityId={organisation.id}
              onPublished={published}
              onLeft={() => gone(t`Your city has left the challenge.`)}
            />
          ) : JOINABLE.includes(detail.data.status) ? (
            <AskForm {...shared} cityId={organisation.id} cityName={organisation.name} />
          ) : (
            <Banner>
              <Trans>Cities can join until the deadline. It has passed.</Trans>
            </Banner>
          )}
        </div>
        <h2 className="border-t-2 border-ink pt-6 text-2xl">{isPublic ? <Trans>The challenge</Trans> : <Trans>The draft</Trans>}</h2>
      </div>
      <ChallengeBody detail={detail.data} preview={!isPublic} />
    </>
  );
}
