import { Trans, useLingui } from "@lingui/react/macro";

import type { AmendmentOut, ChallengeDetail } from "@/api";
import { When } from "@/shared/domain/Deadline";
import { DifferenceList } from "@/shared/domain/DifferenceList";
import { Disclosure } from "@/shared/ui/Disclosure";

import { Section } from "./Facts";

/** Every numbered change since it is public, the newest first and open. */
export function Changes({ detail, now }: { detail: ChallengeDetail; now: Date }) {
  const { t } = useLingui();
  const { amendments } = detail.life;
  if (amendments.length === 0) return null;
  return (
    <Section id="changes" title={t`What changed`}>
      {amendments.map((change, at) => (
        <article key={change.number} id={`change-${change.number}`} className="scroll-mt-6 border-t-2 border-ink py-3">
          <h3 className="text-lg">
            <Kind change={change} />
          </h3>
          <p className="text-[0.9375rem] text-ink2">
            <When at={change.at} zone={detail.dates.timezone} now={now} />,{" "}
            <span lang={change.city.name.lang}>{change.city.name.value}</span>
          </p>
          <p lang={change.reason.lang} className="mt-2 max-w-[62ch]">
            {change.reason.value}
          </p>
          <Disclosure
            className="mt-1"
            defaultExpanded={at === 0}
            title={<Trans>Field by field, before and now</Trans>}
          >
            <DifferenceList changes={change.changes} />
          </Disclosure>
        </article>
      ))}
    </Section>
  );
}

function Kind({ change: { kind, number } }: { change: AmendmentOut }) {
  if (kind === "extension") return <Trans>Change {number}: more time for everybody</Trans>;
  if (kind === "forecast") return <Trans>Change {number} of the forecast</Trans>;
  return <Trans>Change {number}</Trans>;
}
