import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ReactNode } from "react";

import type { ChallengeDetail, LocalTermsOutput, ParticipationOut } from "@/api";
import { gateWords } from "@/shared/domain/gates";
import { LICENCE, OWNERSHIP, PERMISSION, ROUTE, TRAINING } from "@/shared/domain/labels";
import type { useWords } from "@/shared/domain/useWords";
import { plainDay } from "@/shared/lib/dates";
import { formatMoney, formatRange } from "@/shared/lib/money";
import { countryName, languageName, listOf } from "@/shared/lib/names";
import { pick } from "@/shared/lib/pick";

/** One aspect: what the common terms say, and what each city says where it differs (null where it does not). */
export type Aspect = { name: string; common: ReactNode; cell: (part: ParticipationOut) => ReactNode };

type Word = ReturnType<typeof useWords>;
type Labels = Parameters<Word>[0];

/** Rows in which at least one city says something of its own. */
export function aspects(detail: ChallengeDetail, i18n: I18n, word: Word): Aspect[] {
  const { ip, data, funding, gates } = detail.terms;
  const order = [i18n.locale, detail.texts.title.lang, detail.original_language];
  const own = (read: (terms: LocalTermsOutput, part: ParticipationOut) => ReactNode) => (part: ParticipationOut) =>
    read(part.local_terms, part) || null;
  const listed = (codes: readonly string[], name: (code: string, locale: string) => string) =>
    codes.length > 0 ? listOf(codes.map((code) => name(code, i18n.locale)), i18n.locale) : null;
  const stated = (labels: Labels, value: string | undefined) => (value && value !== "unstated" ? word(labels, value) : null);
  const rows: Aspect[] = [
    {
      name: i18n._(msg`Budget and shares`),
      common: funding.budget && <Amount text={formatRange(funding.budget, i18n.locale)} />,
      cell: own(
        ({ budget_share: share }) =>
          share && <Amount text={formatMoney(share.amount_minor, share.currency, i18n.locale)} />,
      ),
    },
    { name: i18n._(msg`Route`), common: stated(ROUTE, funding.route), cell: own(({ route }) => stated(ROUTE, route)) },
    { name: i18n._(msg`What you bring`), common: stated(OWNERSHIP, ip.background), cell: own((one) => stated(OWNERSHIP, one.ip?.background)) },
    { name: i18n._(msg`What is made`), common: stated(OWNERSHIP, ip.foreground), cell: own((one) => stated(OWNERSHIP, one.ip?.foreground)) },
    {
      name: i18n._(msg`Licence to the city`),
      common: stated(LICENCE, ip.licence_to_city),
      cell: own((one) => stated(LICENCE, one.ip?.licence_to_city)),
    },
    {
      name: i18n._(msg`Other cities may use it`),
      common: stated(PERMISSION, ip.reuse_by_other_cities),
      cell: own((one) => stated(PERMISSION, one.ip?.reuse_by_other_cities)),
    },
    {
      name: i18n._(msg`Data that goes in`),
      common: stated(OWNERSHIP, data.input_owner),
      cell: own((one) => stated(OWNERSHIP, one.data?.input_owner)),
    },
    {
      name: i18n._(msg`Data that comes out`),
      common: stated(OWNERSHIP, data.output_owner),
      cell: own((one) => stated(OWNERSHIP, one.data?.output_owner)),
    },
    {
      name: i18n._(msg`Training models on it`),
      common: stated(TRAINING, data.training_use),
      cell: own((one) => stated(TRAINING, one.data?.training_use)),
    },
    {
      name: i18n._(msg`Data is kept in`),
      common: listed(data.residency, countryName),
      cell: own((one) => listed(one.data?.residency ?? [], countryName)),
    },
    {
      name: i18n._(msg`Who may take part`),
      common: gates.length > 0 && <List items={gates.map((gate) => pick(gate.label, order) ?? plain(gateWords(gate, i18n, word)))} />,
      cell: own(
        ({ gates: further }) =>
          further.length > 0 && (
            <>
              {i18n._(msg`Besides:`)}
              <List items={further.map((gate) => pick(gate.label, order) ?? plain(gateWords(gate, i18n, word)))} />
            </>
          ),
      ),
    },
    {
      name: i18n._(msg`Languages of answers`),
      common: null,
      cell: own(({ languages }) => listed(languages, languageName)),
    },
    {
      name: i18n._(msg`Decides for itself`),
      common: null,
      cell: own(({ decision }, { city }) => decision.body || decision.by ? <Decision decision={decision} lang={city.name.lang} locale={i18n.locale} by={i18n._(msg`by`)} /> : null),
    },
    { name: i18n._(msg`Contact`), common: null, cell: own(({ contact }, { city }) => contact && <span lang={city.name.lang}>{contact}</span>) },
    {
      name: i18n._(msg`What else differs`),
      common: null,
      cell: own(({ notes }) => {
        const note = pick(notes, order);
        return note && <span lang={note.lang}>{note.value}</span>;
      }),
    },
  ];
  return rows.filter(({ cell }) => detail.participations.some((part) => cell(part) !== null));
}

/** In the face whose zero is not slashed. */
function Amount({ text }: { text: string | null }) {
  return <span className="figure-sign">{text}</span>;
}

function plain(value: string): { value: string; lang: undefined } {
  return { value, lang: undefined };
}

function List({ items }: { items: readonly { value: string; lang: string | undefined }[] }) {
  return (
    <ul className="list-disc ps-5">
      {items.map((item) => (
        <li key={item.value} lang={item.lang}>
          {item.value}
        </li>
      ))}
    </ul>
  );
}

type DecisionProps = { decision: LocalTermsOutput["decision"]; lang: string; locale: string; by: string };

function Decision({ decision, lang, locale, by }: DecisionProps) {
  return (
    <>
      <span lang={lang}>{decision.body}</span>
      {decision.body && decision.by && ", "}
      {decision.by && `${by} ${plainDay(locale, decision.by)}`}
    </>
  );
}
