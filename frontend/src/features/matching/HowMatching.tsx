import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";

import type { MatchingStatus } from "@/api";
import { matchingOptions } from "@/shared/domain/matching";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { languageName, listOf } from "@/shared/lib/names";
import { Skeleton } from "@/shared/ui/Skeleton";

import { FitTable } from "./FitTable";

/** What is compared, what the words for a fit are worth, and what nobody knows: for whoever relies on a match. */
export function HowMatching() {
  const { data, error, refetch } = useQuery(matchingOptions());
  if (error && !data) return <ProblemBanner error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96" />;
  return (
    <>
      <Part title={<Trans>What compares texts now</Trans>}>
        <MatchingMode link={false} />
        {data.model && <ModelName model={data.model} />}
        {!data.complete && (
          <p>
            <Trans>The records are still being read in: a match may be missing.</Trans>
          </p>
        )}
      </Part>
      <Compared mode={data.mode} />
      <Part title={<Trans>What “strong”, “good” and “possible” are worth</Trans>}>
        <FitTable fits={data.fits} answers={data.answers} />
      </Part>
      <Part title={<Trans>Languages</Trans>}>
        <Languages status={data} />
      </Part>
      <Part title={<Trans>Where it happens</Trans>}>
        <p>
          <Trans>
            All of it on this machine. No text is sent anywhere to be compared or translated: not a challenge, not a
            profile, not what somebody types on the first page, which is not even kept.
          </Trans>
        </p>
      </Part>
      <Unknown />
    </>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-9 flex flex-col gap-3">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

function ModelName({ model: { name, hash, version } }: { model: NonNullable<MatchingStatus["model"]> }) {
  return (
    <p className="text-[0.9375rem] text-ink2">
      <Trans>
        The model is {name}; its file has the fingerprint <span className="break-all">{hash}</span>. Its comparisons are in
        their version {version}; scores of two versions are never mixed.
      </Trans>
    </p>
  );
}

function Compared({ mode }: { mode: MatchingStatus["mode"] }) {
  return (
    <Part title={<Trans>What is compared</Trans>}>
      <p>
        <Trans>
          Of a challenge: its title, summary, problem and what would be better. Of a firm: its summary, what it can do and
          its keywords. Each in every language in which it is written. Names, budgets and dates are left out.
        </Trans>
      </p>
      <ul className="list-disc ps-5">
        {mode === "model" && (
          <li>
            <Trans>
              <strong>Meaning</strong>: what both texts are about, whatever the language or the words.
            </Trans>
          </li>
        )}
        <li>
          <Trans>
            <strong>Categories</strong>: those that both name, and those that the words of one or both point to.
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>Words</strong>: those that both use, rare ones more than common ones, where both are in the same
            language.
          </Trans>
        </li>
      </ul>
      <p>
        <Trans>
          Conditions stand apart: whether one is met, not met or unknown never changes a score. A challenge that would fit
          but for one condition is shown among the near misses, with the condition and the value that failed.
        </Trans>
      </p>
      <p>
        <Trans>
          A sentence is shown as a reason only after the score was counted again without it and was lower.
        </Trans>
      </p>
    </Part>
  );
}

function Languages({ status }: { status: MatchingStatus }) {
  const { i18n } = useLingui();
  const labels = listOf(
    status.label_languages.map((code) => languageName(code, i18n.locale)),
    i18n.locale,
  );
  return (
    <>
      <p>
        {status.mode === "model" ? (
          <Trans>A text is compared with texts of every language, and best with those of the larger European ones.</Trans>
        ) : (
          <Trans>
            Words are compared within one language. Across languages only categories and words that look alike help: that
            finds much less.
          </Trans>
        )}
      </p>
      <p>
        {status.label_languages.length > 0 ? (
          <Trans>Categories have names here in {labels}.</Trans>
        ) : (
          <Trans>Categories have no names here yet, only their numbers.</Trans>
        )}
      </p>
    </>
  );
}

function Unknown() {
  return (
    <Part title={<Trans>What is not known</Trans>}>
      <ul className="flex list-disc flex-col gap-2 ps-5">
        <li>
          <Trans>
            How right the words are for these very records: they were measured on sets of calls and firms that people had
            labelled before, not on what is here.
          </Trans>
        </li>
        <li>
          <Trans>Whether you would win. A fit says that the texts meet, not that the city will choose you.</Trans>
        </li>
        <li>
          <Trans>What a firm can do but does not write. A short profile is compared by the little that it says.</Trans>
        </li>
        <li>
          <Trans>
            What the answers of firms will show. They are counted above and change no order; only what you call “not for
            me” is hidden, from you alone, until you bring it back.
          </Trans>
        </li>
      </ul>
    </Part>
  );
}
