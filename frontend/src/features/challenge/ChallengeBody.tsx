import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { ChallengeDetail } from "@/api";
import { zonePlace } from "@/shared/lib/names";
import { useNow } from "@/shared/lib/useNow";
import { Card } from "@/shared/ui/Card";

import { ChallengeHead } from "./ChallengeHead";
import { ChallengeLife } from "./ChallengeLife";
import { Changes } from "./Changes";
import { Dates, hasDates } from "./Dates";
import { Ending } from "./Ending";
import { Follow } from "./Follow";
import { Glance } from "./Glance";
import { Participations } from "./Participations";
import { Questions } from "./Questions";
import { Signed } from "./Signed";
import { Sounding } from "./Sounding";
import { Awards, Categories, Documents, Source } from "./Sources";
import { Statement } from "./Statement";
import { Terms } from "./Terms";

type Props = {
  detail: ChallengeDetail;
  /** As it would be, shown to its city before publication. */
  preview?: boolean;
  /** Beside the text: what it means for the reader who is signed in. */
  aside?: ReactNode;
  children?: ReactNode;
};

export function ChallengeBody({ detail, preview = false, aside, children }: Props) {
  const { t } = useLingui();
  const now = useNow();
  const place = detail.publisher.kind === "city" ? detail.publisher.name.value : zonePlace(detail.dates.timezone);
  return (
    <article>
      <ChallengeHead detail={detail} preview={preview} />
      <div className="wrap">
        <Ending detail={detail} />
        <div className="mt-8">
          <ChallengeLife detail={detail} now={now} />
        </div>
        <div className="mt-9 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0">
            <Statement detail={detail} />
            <Sounding detail={detail} now={now} />
            <Participations detail={detail} />
            <Terms detail={detail} />
            <Categories detail={detail} />
            <Documents detail={detail} />
            <Awards detail={detail} />
            <Signed detail={detail} now={now} />
            {!preview && !detail.source && <Questions detail={detail} now={now} />}
            <Changes detail={detail} now={now} />
            <Source detail={detail} />
            {children}
          </div>
          <aside aria-label={t`At a glance`} className="flex flex-col gap-5 self-start max-lg:row-start-1 lg:sticky lg:top-5">
            {aside}
            <Glance detail={detail} />
            {!preview && <Follow detail={detail} />}
            {hasDates(detail) && (
              <Card title={t`Dates`}>
                <Dates detail={detail} now={now} place={place} />
              </Card>
            )}
          </aside>
        </div>
      </div>
    </article>
  );
}
