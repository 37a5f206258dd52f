import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { listOwnChallenges, type OwnChallenge } from "@/api";
import { When } from "@/shared/domain/Deadline";
import { STATUS } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { localZone } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/useNow";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ShowMore } from "@/shared/ui/ShowMore";
import { Skeleton } from "@/shared/ui/Skeleton";

/** A city's own challenges, drafts first to hand. */
export function DraftList({ organisationId }: { organisationId: string }) {
  const { t, i18n } = useLingui();
  const list = useInfiniteQuery({
    queryKey: ["own-challenges", organisationId, i18n.locale],
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await listOwnChallenges({
        path: { organisation_id: organisationId },
        query: pageParam ? { cursor: pageParam } : {},
        signal,
        throwOnError: true,
      });
      return data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (list.isPending) return <Skeleton className="h-60" />;
  if (list.error) return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState title={t`No challenge yet`}>
        <Trans>Begin with the problem you would most like somebody else to solve.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="border-t border-rule">
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <ShowMore of={list} />
    </>
  );
}

function Row({ item }: { item: OwnChallenge }) {
  const { t } = useLingui();
  const word = useWords();
  const now = useNow();
  const isDraft = item.status === "draft" || item.status === "in_review";
  const invited = item.part === "invited";
  const title = <span lang={item.title?.lang}>{item.title?.value || t`Without a title`}</span>;
  const look = "sign inline-flex min-h-11 items-center text-xl no-underline decoration-2 underline-offset-4 hover:underline";
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-rule py-4 sm:grid-cols-[1fr_17rem] sm:items-baseline">
      <div>
        {isDraft || invited ? (
          <Link to="/desk/$id" params={{ id: item.id }} className={look}>
            {title}
          </Link>
        ) : (
          <Link to="/challenges/$id/$slug" params={{ id: item.id, slug: item.slug }} className={look}>
            {title}
          </Link>
        )}
        {item.part !== "lead" && (
          <p className="text-[0.9375rem]">
            <PartWords item={item} />
          </p>
        )}
        <p className="text-[0.9375rem] text-ink2">
          {word(STATUS, item.status)}
          {!isDraft && !invited && (
            <>
              {" · "}
              <Link to="/desk/$id" params={{ id: item.id }} className="link-quiet inline-flex min-h-11 items-center">
                <Trans>
                  Cities and approvals <span className="sr-only">({item.title?.value})</span>
                </Trans>
              </Link>
            </>
          )}
          {item.waiting && !invited && (
            <>
              {" · "}
              <b className="rounded-sm bg-signal px-2 py-0.5 font-sign text-on-signal">
                <Trans>waits for your city’s approval</Trans>
              </b>
            </>
          )}
          {isDraft && item.part === "lead" && (
            <>
              {" · "}
              {item.findings === 0 ? (
                <Trans>ready to publish</Trans>
              ) : (
                <Plural value={item.findings} one="# thing is missing" other="# things are missing" />
              )}
            </>
          )}
        </p>
        {(item.part === "lead" || item.part === "accepted") && (
          <Link
            to="/desk/$id/suppliers"
            params={{ id: item.id }}
            className="link-quiet inline-flex min-h-11 items-center text-[0.9375rem]"
          >
            <Trans>Firms it would fit</Trans>
            <span className="sr-only">: {title}</span>
          </Link>
        )}
      </div>
      {item.closes_at && (
        <p className="figure-sign sm:text-end">
          <Trans>
            closes <When at={item.closes_at} zone={item.timezone} now={now} />
          </Trans>
        </p>
      )}
    </li>
  );
}

/** Another city leads it: what one's own city is in it. */
function PartWords({ item }: { item: OwnChallenge }) {
  const now = useNow();
  if (item.part === "accepted") return <Trans>Your city posts it together with others.</Trans>;
  if (item.part === "asked") return <Trans>Your city has asked to join.</Trans>;
  return (
    <b className="rounded-sm bg-signal px-2 py-0.5 font-sign text-on-signal">
      {item.answer_by ? (
        <Trans>
          Your city is invited: answer by <When at={item.answer_by} zone={localZone()} now={now} />, your time
        </Trans>
      ) : (
        <Trans>Your city is invited.</Trans>
      )}
    </b>
  );
}
