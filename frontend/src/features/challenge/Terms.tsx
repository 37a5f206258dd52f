import { Trans, useLingui } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import {
  APPROACH,
  APPROVAL,
  ENTITLEMENT,
  INNOVATION,
  LICENCE,
  OWNERSHIP,
  PERMISSION,
  PHASE,
  ROUTE,
  SOCIAL,
  TAX,
  TRAINING,
} from "@/shared/domain/labels";
import { gateWords } from "@/shared/domain/gates";
import { useWords } from "@/shared/domain/useWords";
import { plainDay } from "@/shared/lib/dates";
import { formatMoney, formatRange } from "@/shared/lib/money";
import { countryName, listOf } from "@/shared/lib/names";
import { pick } from "@/shared/lib/pick";
import { Markdown } from "@/shared/ui/Markdown";

import { type Fact, Facts, Section } from "./Facts";

type Props = { detail: ChallengeDetail };

/** Everything structured: money, rights, data, social impact, conditions, who stands behind it, how it may end. */
export function Terms({ detail }: Props) {
  return (
    <>
      <Money detail={detail} />
      <Rights detail={detail} />
      <Conditions detail={detail} />
      <Backing detail={detail} />
      <OffRamp detail={detail} />
    </>
  );
}

function known(facts: (Fact | false | null | undefined | "")[]): Fact[] {
  return facts.filter((fact): fact is Fact => Boolean(fact));
}

function Money({ detail }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { funding, approach, phases, innovation } = detail.terms;
  const budget = funding.budget && formatRange(funding.budget, i18n.locale);
  const paid = phases.filter((phase) => phase.pay);
  const facts = known([
    approach && { name: t`Approach`, value: word(APPROACH, approach) },
    innovation.kinds.length > 0 && {
      name: t`Innovation means`,
      value: innovation.kinds.map((kind) => word(INNOVATION, kind)).join(" · "),
    },
    budget && {
      name: t`Budget`,
      value: (
        <>
          <span className="figure-sign font-bold">{budget}</span>, {word(TAX, funding.budget?.tax ?? "unknown")}
        </>
      ),
    },
    funding.pilot_paid !== null && { name: t`Pilot`, value: funding.pilot_paid ? t`Paid` : t`Not paid` },
    ...paid.map(
      (phase) =>
        phase.pay && {
          name: t`Pay for: ${word(PHASE, phase.kind)}`,
          value: (
            <span className="figure-sign font-bold">
              {formatMoney(phase.pay.amount_minor, phase.pay.currency, i18n.locale)}
            </span>
          ),
        },
    ),
    funding.route !== "unstated" && { name: t`Route`, value: word(ROUTE, funding.route) },
    funding.funding_programmes.length > 0 && {
      name: t`Funded by`,
      value: <span lang={detail.original_language}>{listOf(funding.funding_programmes, i18n.locale)}</span>,
    },
  ]);
  if (facts.length === 0) return null;
  return (
    <Section id="money" title={t`Approach and money`}>
      <Facts facts={facts} />
    </Section>
  );
}

function Rights({ detail }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { ip, data } = detail.terms;
  const stated = (name: string, labels: Parameters<typeof word>[0], value: string): Fact | false =>
    value !== "unstated" && { name, value: word(labels, value) };
  const yesNo = (name: string, value: boolean | null): Fact | false =>
    value !== null && { name, value: value ? t`Yes` : t`No` };
  const facts = known([
    stated(t`What you bring`, OWNERSHIP, ip.background),
    stated(t`What is made`, OWNERSHIP, ip.foreground),
    stated(t`Licence to the city`, LICENCE, ip.licence_to_city),
    stated(t`Other cities may use it`, PERMISSION, ip.reuse_by_other_cities),
    stated(t`Data that goes in`, OWNERSHIP, data.input_owner),
    stated(t`Data that comes out`, OWNERSHIP, data.output_owner),
    stated(t`Metadata`, OWNERSHIP, data.metadata_owner),
    stated(t`Training models on it`, TRAINING, data.training_use),
    data.residency.length > 0 && {
      name: t`Data is kept in`,
      value: listOf(
        data.residency.map((code) => countryName(code, i18n.locale)),
        i18n.locale,
      ),
    },
    yesNo(t`Privacy by design`, data.privacy_by_design),
    yesNo(t`The city may audit`, data.audit_rights),
  ]);
  if (facts.length === 0 && !detail.texts.rights) return null;
  return (
    <Section id="rights" title={t`Intellectual property and data`}>
      {detail.texts.rights && (
        <div className="mb-4">
          <Markdown text={detail.texts.rights} />
        </div>
      )}
      {facts.length > 0 && <Facts facts={facts} />}
    </Section>
  );
}

function Conditions({ detail }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { gates, social } = detail.terms;
  const order = [i18n.locale, detail.texts.title.lang, detail.original_language];
  return (
    <>
      {gates.length > 0 && (
        <Section id="gates" title={t`Who may take part`}>
          <p className="mb-2 text-ink2">
            <Trans>Each condition is met, not met or unknown for a firm. It never changes how well it fits.</Trans>
          </p>
          <ul className="prose list-disc ps-5">
            {gates.map((gate) => {
              const text = pick(gate.label, order);
              return (
                <li key={gate.id} lang={text?.lang}>
                  {text?.value ?? gateWords(gate, i18n, word)}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {social.length > 0 && (
        <Section id="social" title={t`What it must do for people`}>
          <Facts
            facts={social.map((requirement) => {
              const note = pick(requirement.note, order);
              return {
                name: word(SOCIAL, requirement.kind),
                value: <Asked required={requirement.required} note={note} />,
              };
            })}
          />
        </Section>
      )}
    </>
  );
}

function Asked({ required, note }: { required: boolean; note: { value: string; lang: string } | null }) {
  if (!note) return required ? <Trans>Required</Trans> : <Trans>Welcome</Trans>;
  const words = <span lang={note.lang}>{note.value}</span>;
  return required ? <Trans>Required: {words}</Trans> : <Trans>Welcome: {words}</Trans>;
}

function Backing({ detail }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { sponsorship } = detail.terms;
  const order = [i18n.locale, detail.texts.title.lang, detail.original_language];
  const facts = known([
    sponsorship.executive_sponsor && {
      name: t`Sponsor`,
      value: <span lang={detail.original_language}>{sponsorship.executive_sponsor}</span>,
    },
    sponsorship.approval !== "none" && {
      name: t`Approved by`,
      value: (
        <>
          {word(APPROVAL, sponsorship.approval)}
          {sponsorship.approval_reference && (
            <>
              , <span lang={detail.original_language}>{sponsorship.approval_reference}</span>
            </>
          )}
          {sponsorship.approved_on && <>, {plainDay(i18n.locale, sponsorship.approved_on)}</>}
        </>
      ),
    },
    sponsorship.risks.length > 0 && {
      name: t`Risks named`,
      value: (
        <ul className="list-disc ps-5">
          {sponsorship.risks.map((risk) => {
            const text = pick(risk.text, order);
            return (
              <li key={text?.value} lang={text?.lang}>
                {text?.value} {risk.accepted ? t`(accepted)` : t`(not yet accepted)`}
              </li>
            );
          })}
        </ul>
      ),
    },
  ]);
  if (facts.length === 0) return null;
  return (
    <Section id="backing" title={t`Who stands behind it`}>
      <Facts facts={facts} />
    </Section>
  );
}

function OffRamp({ detail }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const gets = detail.terms.off_ramp.participants_get;
  if (!detail.texts.off_ramp && gets.length === 0) return null;
  return (
    <Section id="off-ramp" title={t`If it ends without a purchase`}>
      {detail.texts.off_ramp && <Markdown text={detail.texts.off_ramp} />}
      {gets.length > 0 && (
        <p className="mt-3">
          <Trans>Those who took part get:</Trans>{" "}
          {listOf(
            gets.map((entitlement) => word(ENTITLEMENT, entitlement).toLocaleLowerCase(i18n.locale)),
            i18n.locale,
          )}
          .
        </p>
      )}
    </Section>
  );
}
