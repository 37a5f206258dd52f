import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Fragment } from "react";

import type { CategoryReason, ChallengeMatch, SentenceReason, WordsReason } from "@/api";

type Reason = ChallengeMatch["reasons"][number];

// More than these say the same again.
const MOST_WORDS = 6;
// A sentence may be an item of a list in Markdown.
const LIST_MARK = /^\s*(?:[-*+]|\d+\.)\s+/;

/** What makes both texts meet: each reason can be checked with one's own eyes. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const sentences = reasons.filter((reason) => reason.type === "sentence");
  const words = reasons.filter((reason) => reason.type === "words");
  const categories = reasons.filter((reason) => reason.type === "category");
  return (
    <ul className="flex flex-col gap-1.5 border-s-[6px] border-signal ps-3.5">
      {sentences.map((reason) => (
        <li key={`${reason.field}-${reason.start}`}>
          <Sentence reason={reason} />
        </li>
      ))}
      {words.map((reason) => (
        <li key={`words-${reason.lang}`}>
          <SharedWords reason={reason} />
        </li>
      ))}
      {categories.length > 0 && (
        <li>
          <Categories reasons={categories} />
        </li>
      )}
    </ul>
  );
}

function Sentence({ reason }: { reason: SentenceReason }) {
  const { i18n } = useLingui();
  const figure = new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const [before, after] = [figure.format(reason.score), figure.format(reason.without)];
  return (
    <>
      “<mark lang={reason.lang}>{reason.quote.replace(LIST_MARK, "")}</mark>”{" "}
      <span className="text-[0.9375rem] text-ink2">
        <Trans>
          Without it the score falls from {before} to {after}.
        </Trans>
      </span>
    </>
  );
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
            <mark>{word}</mark>
            {other.toLocaleLowerCase() !== word.toLocaleLowerCase() && ` (${other})`}
          </Fragment>
        ))}
      </span>
    </>
  );
}

function Categories({ reasons }: { reasons: readonly CategoryReason[] }) {
  const named = reasons.filter((reason) => reason.named_by_profile && reason.named_by_challenge);
  const meant = reasons.filter((reason) => !named.includes(reason));
  return (
    <>
      {named.length > 0 && (
        <>
          <Trans>Both name:</Trans> <CategoryNames reasons={named} />
        </>
      )}
      {named.length > 0 && meant.length > 0 && " · "}
      {meant.length > 0 && (
        <>
          <Trans>Both point to:</Trans> <CategoryNames reasons={meant} />
        </>
      )}
    </>
  );
}

function CategoryNames({ reasons }: { reasons: readonly CategoryReason[] }) {
  return reasons.map(({ code, label }, at) => (
    <Fragment key={code}>
      {at > 0 && ", "}
      <span lang={label?.lang}>{label?.value ?? code}</span>
    </Fragment>
  ));
}
