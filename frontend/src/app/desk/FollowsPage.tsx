import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { listFollowsOptions } from "@/api/@tanstack/react-query.gen";
import { ChallengeRow } from "@/shared/domain/ChallengeRow";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useNow } from "@/shared/lib/useNow";
import { EmptyState } from "@/shared/ui/EmptyState";
import { PageHeading } from "@/shared/ui/PageHeading";

import { Waiting } from "../pages/Waiting";

/** The challenges that one follows. */
export default function FollowsPage() {
  const { t, i18n } = useLingui();
  const now = useNow();
  const list = useQuery(listFollowsOptions({ query: { lang: i18n.locale } }));
  if (list.isPending) return <Waiting />;
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`Challenges that you follow`} />
      <div className="mt-6">
        {list.error && <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.items.length === 0 && (
          <EmptyState title={t`None yet`}>
            <Trans>Follow a challenge on its page, and you are told of every change, every answer and its end.</Trans>
          </EmptyState>
        )}
        {list.data?.items.map(({ challenge }) => (
          <ChallengeRow key={challenge.id} card={challenge} now={now} level={2} />
        ))}
      </div>
    </div>
  );
}
