import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Fragment, type ReactNode } from "react";

import type { CategoryReason, ChallengeMatch, FitPrecision, SentenceReason, WordsReason } from "@/api";
import { languageName } from "@/shared/lib/names";

import { type Fit, lossOf } from "./fits";
import { type Passage, passagesOf, type Piece } from "./passage";
import { SIDES, type View } from "./sides";

// More than these say the same again.
const MOST_WORDS = 6;

type Props = {
  match: Pick<ChallengeMatch, "reasons"> & { fit: Fit | null };
  fits: readonly FitPrecision[];
  view: View;
};

/** What makes both texts meet: each reason can be checked with one's own eyes. */
export function Reasons({ match: { fit, reasons }, fits, view }: Props) {
  const sentences = reasons.filter((reason) => reason.type === "sentence");
  const words = reasons.filter((reason) => reason.type === "words");
  const categories = reasons.filter((reason) => reason.type === "category");
  return (
    <ul className="flex flex-col gap-2.5 border-s-[6px] border-signal ps-3.5">
      {passagesOf(sentences, words).map((passage) => (
        <li key={`${passage.field}-${passage.sentences[0]?.start}`}>
          <InPlace passage={passage} />
          <p className="mt-0.5 text-[0.9375rem] leading-snug text-ink2">
            {passage.sentences.map((reason, at, { length }) => (
              <Fragment key={reason.start}>
                {at > 0 && " "}
                <WithoutIt reason={reason} at={length > 1 ? at : null} fit={fit} fits={fits} />
              </Fragment>
            ))}
          </p>
        </li>
      ))}
      {words.map((reason) => (
        <li key={`words-${reason.lang}`}>
          <SharedWords reason={reason} />
        </li>
      ))}
      <Categories reasons={categories} view={view} />
    </ul>
  );
}

/** The sentence marked in its surroundings, in the language it was written in. */
function InPlace({ passage: { lang, pieces, opens, closes } }: { passage: Passage }) {
  const { i18n } = useLingui();
  return (
    <p>
      {lang !== i18n.locale && (
        <span className="me-1.5 text-[0.9375rem] text-ink2">
          <Trans>In {languageName(lang, i18n.locale)}:</Trans>
        </span>
      )}
      <span lang={lang} className="text-ink2">
        {opens && "…\u00a0"}
        {stretches(pieces).map(({ sentence, parts }, at) =>
          sentence === null ? (
            <Fragment key={at}>{parts}</Fragment>
          ) : (
            <mark key={at} className="box-decoration-clone py-0.5 font-semibold text-ink">
              {parts}
            </mark>
          ),
        )}
        {closes && "\u00a0…"}
      </span>
    </p>
  );
}

/** Neighbouring pieces of one sentence together, so that each sentence is one mark. */
function stretches(pieces: readonly Piece[]): { sentence: number | null; parts: ReactNode[] }[] {
  const found: { sentence: number | null; parts: ReactNode[] }[] = [];
  for (const [at, { text, sentence, shared }] of pieces.entries()) {
    const part = shared ? (
      <u key={at} className="decoration-2 underline-offset-[0.2em]">
        {text}
      </u>
    ) : (
      text
    );
    const open = found.at(-1);
    if (open && open.sentence === sentence) open.parts.push(part);
    else found.push({ sentence, parts: [part] });
  }
  return found;
}

type WithoutProps = { reason: SentenceReason; at: number | null; fit: Fit | null; fits: readonly FitPrecision[] };

const WHICH: MessageDescriptor[] = [msg`the first marked sentence`, msg`the second`];
const LOST: Record<string, (which: string) => MessageDescriptor> = {
  "strong-good": (which) => msg`Without ${which} it would be a good fit, not a strong one.`,
  "strong-possible": (which) => msg`Without ${which} it would be a possible fit, not a strong one.`,
  "good-possible": (which) => msg`Without ${which} it would be a possible fit, not a good one.`,
};

/** What the match would lose, in words where it would lose its word. `at`: which of several marked sentences. */
function WithoutIt({ reason, at, fit, fits }: WithoutProps) {
  const { t, i18n } = useLingui();
  const named = at === null ? undefined : WHICH[at];
  const which = named ? i18n._(named) : t`this sentence`;
  const loss = lossOf(reason, fit, fits);
  if ("share" in loss) {
    const share = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 0 }).format(loss.share);
    return (
      <Trans>
        Without {which} the score falls by {share}.
      </Trans>
    );
  }
  if (loss.to === null) return <Trans>Without {which} it would be too little to be shown.</Trans>;
  const lost = LOST[`${loss.from}-${loss.to}`];
  return lost ? i18n._(lost(which)) : null;
}

function SharedWords({ reason }: { reason: WordsReason }) {
  const shown = reason.words.slice(0, MOST_WORDS);
  return (
    <>
      <Plural value={reason.words.length} one="A word in both:" other="Words in both:" />{" "}
      <span lang={reason.lang}>
        {shown.map(({ word, other }, at) => (
          <Fragment key={`${word}-${at}`}>
            {at > 0 && ", "}
            <u className="font-semibold decoration-2 underline-offset-[0.2em]">{word}</u>
            {other.toLocaleLowerCase() !== word.toLocaleLowerCase() && ` (${other})`}
          </Fragment>
        ))}
      </span>
    </>
  );
}

/** Who named a category: both, one whose words the other's point to, or the words of both. */
function Categories({ reasons, view }: { reasons: readonly CategoryReason[]; view: View }) {
  const { i18n } = useLingui();
  const { mineNames, theirsNames } = SIDES[view];
  // A city reads of firms: there its own side is the challenge's.
  const byMine = ({ named_by_profile, named_by_challenge }: CategoryReason) =>
    view === "firm" ? named_by_challenge : named_by_profile;
  const byTheirs = ({ named_by_profile, named_by_challenge }: CategoryReason) =>
    view === "firm" ? named_by_profile : named_by_challenge;
  const groups: [ReactNode, CategoryReason[]][] = [
    [<Trans key="both">Both name:</Trans>, reasons.filter((one) => byMine(one) && byTheirs(one))],
    [i18n._(mineNames), reasons.filter((one) => byMine(one) && !byTheirs(one))],
    [i18n._(theirsNames), reasons.filter((one) => !byMine(one) && byTheirs(one))],
    [<Trans key="none">The words of both point to:</Trans>, reasons.filter((one) => !byMine(one) && !byTheirs(one))],
  ];
  return groups
    .filter(([, members]) => members.length > 0)
    .map(([lead, members]) => (
      <li key={members[0]?.code}>
        {lead}{" "}
        {members.map(({ code, label }, at) => (
          <Fragment key={code}>
            {at > 0 && ", "}
            <span lang={label?.lang} className="font-semibold">
              {label?.value ?? code}
            </span>
          </Fragment>
        ))}
      </li>
    ));
}
