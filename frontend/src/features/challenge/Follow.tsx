import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { type ChallengeDetail, followChallenge, giveContact, takeContactBack, unfollowChallenge } from "@/api";
import { getContactOptions, getFollowOptions, listFollowsQueryKey } from "@/api/@tanstack/react-query.gen";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { useSession } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Card } from "@/shared/ui/Card";
import { Checkbox } from "@/shared/ui/Checkbox";

/** To be told of what changes. Only for challenges written here: what another portal changes is told there. */
export function Follow({ detail }: { detail: ChallengeDetail }) {
  const { t } = useLingui();
  const session = useSession();
  if (detail.source || session === undefined) return null;
  const firm = session?.memberships.find(({ organisation }) => organisation.kind === "supplier");
  return (
    <Card title={t`Stay informed`}>
      {session ? (
        <FollowButton id={detail.id} />
      ) : (
        <ButtonLink to="/sign-in" search={{ then: `/challenges/${detail.id}/${detail.slug}` }} look="ghost">
          <Trans>Sign in to follow it</Trans>
        </ButtonLink>
      )}
      <p className="mt-2 text-[0.9375rem] text-ink2">
        <Trans>You are told of every change, every answer and its end. Nobody sees that you follow.</Trans>
      </p>
      {firm && <Contact detail={detail} firmId={firm.organisation.id} mayDecide={firm.role === "supplier_owner"} />}
    </Card>
  );
}

function FollowButton({ id }: { id: string }) {
  const queries = useQueryClient();
  const options = getFollowOptions({ path: { challenge_id: id } });
  const { data } = useQuery(options);
  const send = useSend(
    async (follow: boolean) => {
      const path = { challenge_id: id };
      await (follow ? followChallenge({ path, throwOnError: true }) : unfollowChallenge({ path, throwOnError: true }));
    },
    async () => {
      await queries.invalidateQueries({ queryKey: options.queryKey });
      await queries.invalidateQueries({ queryKey: listFollowsQueryKey() });
    },
  );
  const following = data?.following ?? false;
  return (
    <>
      {send.error && <ProblemBanner error={send.error} />}
      <Button look={following ? "ghost" : "ink"} isDisabled={!data || send.isBusy} onPress={() => send.send(!following)}>
        {following ? <Trans>No longer follow</Trans> : <Trans>Follow this challenge</Trans>}
      </Button>
    </>
  );
}

type ContactProps = { detail: ChallengeDetail; firmId: string; mayDecide: boolean };

/** A firm's consent to stay in touch, and the feedback that it got. */
function Contact({ detail, firmId, mayDecide }: ContactProps) {
  const queries = useQueryClient();
  const path = { challenge_id: detail.id, supplier_id: firmId };
  const options = getContactOptions({ path });
  const { data } = useQuery(options);
  const send = useSend(
    async (given: boolean) => {
      await (given ? giveContact({ path, throwOnError: true }) : takeContactBack({ path, throwOnError: true }));
    },
    () => queries.invalidateQueries({ queryKey: options.queryKey }),
  );
  if (!data) return null;
  return (
    <div id="contact" className="mt-4 scroll-mt-6 border-t border-rule pt-3">
      {send.error && <ProblemBanner error={send.error} />}
      <Checkbox isSelected={data.given} isDisabled={!mayDecide || send.isBusy} onChange={(given) => send.send(given)}>
        <Trans>The cities may stay in touch with us after it</Trans>
      </Checkbox>
      <p className="mt-1 text-[0.9375rem] text-ink2">
        <Trans>They see it only once it has ended, and you can take it back.</Trans>
      </p>
      {data.feedback.map((one) => (
        <p key={one.at} className="mt-2" lang={one.text.lang}>
          <b className="font-sign" lang={one.city.name.lang}>
            {one.city.name.value}:
          </b>{" "}
          {one.text.value}
        </p>
      ))}
    </div>
  );
}
