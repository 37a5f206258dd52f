import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import { When } from "@/shared/domain/Deadline";
import { PHASE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { plainDay } from "@/shared/lib/dates";

import { type Fact, Facts, Section } from "./Facts";

export const SIGNATURE: Record<string, MessageDescriptor> = {
  sponsor: msg`Executive sponsor`,
  council: msg`Council`,
  board: msg`Board`,
  risks: msg`Risks accepted`,
};

const ACT: Record<string, MessageDescriptor> = {
  announce: msg`Announcement`,
  publish: msg`Publication`,
  admit: msg`A city admitted`,
  amend: msg`Change`,
  extend: msg`Extension`,
  withdraw: msg`Withdrawal`,
  cancel: msg`Cancellation`,
  off_ramp: msg`Off-ramp`,
  hand_over: msg`New lead city`,
  award: msg`Award`,
};

type Props = { detail: ChallengeDetail; now: Date };

/** Which office signed what, and when; and each city's go or no-go after a phase. */
export function Signed({ detail, now }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { signatures, approvals, verdicts } = detail.life;
  const zone = detail.dates.timezone;
  const signed: Fact[] = signatures.map((one) => ({
    name: word(SIGNATURE, one.kind),
    value: (
      <>
        <span lang={detail.original_language}>{one.office}</span>, <span lang={one.city.name.lang}>{one.city.name.value}</span>
        <span className="block text-[0.9375rem] text-ink2">
          {one.reference && <>{one.reference}, </>}
          {one.decided_on && <>{plainDay(i18n.locale, one.decided_on)}, </>}
          <Trans>
            signed <When at={one.at} zone={zone} now={now} />
          </Trans>
          {one.before_change && (
            <>
              {" "}
              <Trans>(before the text was last changed)</Trans>
            </>
          )}
        </span>
        <Document detail={detail} id={one.document_id} />
        {one.risks.map((risk, at) => (
          <span key={at} className="block">
            {risk[i18n.locale] ?? Object.values(risk)[0]}
          </span>
        ))}
      </>
    ),
  }));
  const decided: Fact[] = verdicts.map((one) => ({
    name: one.verdict === "go" ? t`Go after ${word(PHASE, one.kind)}` : t`No-go after ${word(PHASE, one.kind)}`,
    value: (
      <>
        <span lang={one.city.name.lang}>{one.city.name.value}</span>, {one.office}:{" "}
        <span lang={one.reason.lang}>{one.reason.value}</span>
        <span className="block text-[0.9375rem] text-ink2">
          <When at={one.at} zone={zone} now={now} />
        </span>
      </>
    ),
  }));
  const done: Fact[] = approvals.map((one) => ({
    name: word(ACT, one.kind),
    value: (
      <>
        {one.office && <>{one.office}, </>}
        <span lang={one.city.name.lang}>{one.city.name.value}</span>
        <span className="block text-[0.9375rem] text-ink2">
          <When at={one.at} zone={zone} now={now} />
        </span>
      </>
    ),
  }));
  if (signed.length + decided.length + done.length === 0) return null;
  return (
    <Section id="signed" title={t`Who signed what, and when`}>
      <List facts={[...signed, ...decided, ...done]} />
    </Section>
  );
}

// Two signatures may have the same name: the place in the list tells them apart.
function List({ facts }: { facts: Fact[] }) {
  return (
    <div className="flex flex-col gap-0 [&>dl+dl]:border-t-0">
      {facts.map((fact, at) => (
        <Facts key={at} facts={[fact]} />
      ))}
    </div>
  );
}

function Document({ detail, id }: { detail: ChallengeDetail; id: string | null }) {
  const file = detail.documents.find((one) => one.id === id);
  if (!file) return null;
  return (
    <a href={file.url} className="link-quiet inline-flex min-h-11 items-center">
      {file.name}
    </a>
  );
}
