import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";

import { markNotificationsRead, type NotificationOut } from "@/api";
import { listNotificationsOptions } from "@/api/@tanstack/react-query.gen";
import { FIT } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { dayIn, hourIn, localZone } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { EmptyState } from "@/shared/ui/EmptyState";
import { Skeleton } from "@/shared/ui/Skeleton";

const KINDS: Record<string, MessageDescriptor> = {
  match: msg`A new challenge fits you`,
  supplier_match: msg`A firm fits your challenge`,
  challenge_published: msg`A challenge was published`,
  challenge_opened: msg`Now open`,
  challenge_changed: msg`A challenge that you follow was changed`,
  challenge_extended: msg`More time for a challenge that you follow`,
  challenge_answered: msg`A question was answered`,
  challenge_ended: msg`A challenge that you follow has ended`,
  question_asked: msg`A question waits for your answer`,
  question_answered: msg`Your question was answered`,
  feedback_written: msg`A city wrote to your firm`,
  invitation: msg`You are invited`,
  joint_invited: msg`Your city is invited to post a challenge together`,
  joint_asked: msg`A city asks to join your challenge`,
  joint_joined: msg`A city has joined`,
  joint_declined: msg`A city has declined`,
  joint_withdrawn: msg`An invitation or a request was taken back`,
  joint_left: msg`A city has left`,
  joint_act: msg`Your city’s approval is awaited`,
  joint_act_done: msg`Every city has approved`,
  joint_act_ended: msg`A proposal has ended`,
  joint_act_void: msg`A proposal is void, for something has changed`,
  password_changed: msg`Your password was changed`,
};

/** The server sends a kind and its values; the words are ours, in the reader's language. */
function useNoticeWords() {
  const { t, i18n } = useLingui();
  return ({ kind, values }: NotificationOut): string => {
    const words = KINDS[kind] ? i18n._(KINDS[kind]) : t`News for you`;
    const title: unknown = values.title ?? values.challenge ?? values.organisation;
    return typeof title === "string" ? `${words}: ${title}` : words;
  };
}

/** Whose challenge it is and how well it fits, where the notice says so. */
function useNoticeDetails() {
  const word = useWords();
  return ({ values: { city, fit } }: NotificationOut): string[] => [
    ...(typeof city === "string" ? [city] : []),
    ...(typeof fit === "string" ? [word(FIT, fit)] : []),
  ];
}

export function Notifications() {
  const { t, i18n } = useLingui();
  const now = useNow();
  const queries = useQueryClient();
  const list = useQuery(listNotificationsOptions());
  const reading = useSend(
    () => markNotificationsRead({ body: {}, throwOnError: true }),
    () => queries.invalidateQueries({ queryKey: listNotificationsOptions().queryKey }),
  );
  const items = list.data?.items ?? [];
  const zone = localZone();
  const words = useNoticeWords();
  const details = useNoticeDetails();
  if (list.isPending) return <Skeleton className="h-40" />;
  if (list.error) return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) {
    return (
      <EmptyState title={t`Nothing yet`}>
        <Trans>What concerns your account appears here, for instance invitations.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      {items.some((item) => !item.read_at) && (
        <Button look="ghost" isDisabled={reading.isBusy} onPress={() => reading.send()}>
          <Trans>Mark all as read</Trans>
        </Button>
      )}
      <ul className="mt-4 border-t border-rule">
        {items.map((item) => (
          <li key={item.id} className="relative border-b border-rule py-3 ps-7">
            {!item.read_at && (
              <span aria-hidden className="absolute start-0 top-[1.15rem] size-3.5 rounded-full border-[3px] border-ink bg-signal" />
            )}
            <p className={item.read_at ? "" : "font-bold"}>
              {!item.read_at && (
                <span className="sr-only">
                  <Trans>New:</Trans>{" "}
                </span>
              )}
              <a href={item.link} className="link-quiet">
                {words(item)}
              </a>
            </p>
            <p className="text-[0.9375rem] text-ink2">
              {[
                ...details(item),
                `${dayIn(i18n.locale, item.created_at, zone, now)}, ${hourIn(item.created_at, zone)}`,
              ].join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
