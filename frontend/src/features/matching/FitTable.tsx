import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { AnswersOfPeople, FitPrecision } from "@/api";
import { useWords } from "@/shared/domain/useWords";

const WORD: Record<FitPrecision["fit"], MessageDescriptor> = {
  strong: msg({ message: "strong", context: "fit" }),
  good: msg({ message: "good", context: "fit" }),
  possible: msg({ message: "possible", context: "fit" }),
};

type Props = { fits: readonly FitPrecision[]; answers: readonly AnswersOfPeople[] };

/** Each word for a fit with how often it was right, and what firms here said of such matches. */
export function FitTable({ fits, answers }: Props) {
  const { i18n } = useLingui();
  const word = useWords();
  const figures = new Intl.NumberFormat(i18n.locale);
  const score = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const [best] = fits;
  const right = best ? Math.round(best.precision * 100) : 0;
  const said = answers.reduce((sum, { relevant, not_for_me }) => sum + relevant + not_for_me, 0);
  return (
    <>
      {best?.fit === "strong" && (
        <p>
          <Trans>
            Of a hundred matches called strong, {right} were right in the labelled sets. So it is a reason to read, not a
            verdict.
          </Trans>
        </p>
      )}
      <table className="w-full max-w-2xl border-collapse text-start">
        <caption className="pb-2 text-start text-[0.9375rem] text-ink2">
          <Trans>How often each word was right, and what firms here answered</Trans>
        </caption>
        <thead>
          <tr className="border-b-2 border-ink align-bottom">
            <Head>
              <Trans>Word</Trans>
            </Head>
            <Head className="hidden sm:table-cell">
              <Trans>From a score of</Trans>
            </Head>
            <Head>
              <Trans>Right, of a hundred</Trans>
            </Head>
            <Head>
              <Trans>“Relevant”</Trans>
            </Head>
            <Head>
              <Trans>“Not for me”</Trans>
            </Head>
          </tr>
        </thead>
        <tbody>
          {fits.map(({ fit, from_score, precision }) => {
            const people = answers.find((one) => one.fit === fit);
            return (
              <tr key={fit} className="border-b border-rule">
                <th scope="row" className="py-2 pe-2 text-start font-sign font-bold">
                  {word(WORD, fit)}
                </th>
                <Figure className="hidden sm:table-cell">{score.format(from_score)}</Figure>
                <Figure>{figures.format(Math.round(precision * 100))}</Figure>
                <Figure>{figures.format(people?.relevant ?? 0)}</Figure>
                <Figure>{figures.format(people?.not_for_me ?? 0)}</Figure>
              </tr>
            );
          })}
        </tbody>
      </table>
      {said === 0 && (
        <p className="text-[0.9375rem] text-ink2">
          <Trans>No firm has answered yet.</Trans>
        </p>
      )}
    </>
  );
}

function Head({ children, className = "" }: { children: ReactNode; className?: string }) {
  return (
    <th scope="col" className={`py-2 pe-2 text-start font-sign text-[0.9375rem] leading-tight font-bold ${className}`}>
      {children}
    </th>
  );
}

function Figure({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <td className={`figure-sign py-2 pe-3 ${className}`}>{children}</td>;
}
