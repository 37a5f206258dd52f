import { Trans, useLingui } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import { Lapses, When, Whose } from "@/shared/domain/Deadline";

/** Whether there is any date to show. */
export function hasDates({ dates }: ChallengeDetail): boolean {
  return [dates.opens_at, dates.questions_until, dates.closes_at, dates.opening_at, dates.decision_by].some(Boolean);
}

/** The dates that matter to somebody who wants to take part, in the city's zone, with the reader's hour. */
export function Dates({ detail, now, place }: { detail: ChallengeDetail; now: Date; place: string }) {
  const { t } = useLingui();
  const { dates } = detail;
  const shown: [string, string | null][] = [
    [t`Opens`, dates.opens_at && new Date(dates.opens_at) > now ? dates.opens_at : null],
    [t`Questions until`, dates.questions_until],
    [t`Closes`, dates.closes_assumed ? null : dates.closes_at],
    [t`Proposals are opened`, dates.opening_at],
    [t`Decision by`, dates.decision_by],
  ];
  return (
    <dl className="flex flex-col gap-2.5">
      {dates.closes_assumed && dates.closes_at && (
        <div>
          <dt className="text-[0.9375rem] text-ink2">
            <Trans>Closes</Trans>
          </dt>
          <dd>
            <span className="sign text-[1.1875rem]">
              <Trans>No deadline stated</Trans>
            </span>
            {detail.status === "open" && (
              <span className="block text-[0.9375rem] text-ink2">
                <Lapses at={dates.closes_at} zone={dates.timezone} now={now} />
              </span>
            )}
          </dd>
        </div>
      )}
      {shown.map(
        ([name, at]) =>
          at && (
            <div key={name}>
              <dt className="text-[0.9375rem] text-ink2">{name}</dt>
              <dd>
                <span className="sign text-[1.1875rem]">
                  <When at={at} zone={dates.timezone} now={now} />
                </span>
                <span className="block text-[0.9375rem] text-ink2">
                  <Whose at={at} zone={dates.timezone} now={now} place={place} assumed={dates.zone_assumed && detail.publisher.kind === "buyer"} />
                </span>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
