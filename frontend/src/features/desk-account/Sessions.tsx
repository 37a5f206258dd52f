import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { endSession } from "@/api";
import { listSessionsOptions } from "@/api/@tanstack/react-query.gen";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { dayIn, hourIn, localZone } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Skeleton } from "@/shared/ui/Skeleton";

/** Where this account is signed in, each with a way to end it. */
export function Sessions() {
  const { i18n } = useLingui();
  const now = useNow();
  const queries = useQueryClient();
  const list = useQuery(listSessionsOptions());
  const ending = useSend(
    (id: string) => endSession({ path: { session_id: id }, throwOnError: true }),
    () => queries.invalidateQueries({ queryKey: listSessionsOptions().queryKey }),
  );
  const zone = localZone();
  return (
    <>
      {list.isPending && <Skeleton className="h-24" />}
      {(list.error ?? ending.error) && <ProblemBanner error={list.error ?? ending.error} />}
      <ul className="border-t border-rule">
        {list.data?.items.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-rule py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="truncate">{browserOf(session.user_agent)}</p>
              <p className="text-[0.9375rem] text-ink2">
                <Trans>
                  last seen {dayIn(i18n.locale, session.seen_at, zone, now)}, {hourIn(session.seen_at, zone)}
                </Trans>
              </p>
            </div>
            {session.current ? (
              <span className="font-sign font-bold">
                <Trans>this one</Trans>
              </span>
            ) : (
              <Button look="ghost" isDisabled={ending.isBusy} onPress={() => ending.send(session.id)}>
                <Trans>End it</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** "Firefox on Linux" out of a user agent; the whole of it where the names are unknown. */
function browserOf(agent: string): string {
  const browser = ["Edg", "OPR", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(`${name}/`));
  const system = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux"].find((name) => agent.includes(name));
  return browser && system ? `${{ Edg: "Edge", OPR: "Opera" }[browser] ?? browser}, ${system}` : agent;
}
