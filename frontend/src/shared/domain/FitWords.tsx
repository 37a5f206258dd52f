import { Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { Link } from "@tanstack/react-router";

import type { FitPrecision } from "@/api";
import { Disclosure } from "@/shared/ui/Disclosure";

import { FIT } from "./labels";
import { useWords } from "./useWords";

type Props = { complete: boolean; fits: readonly FitPrecision[] };

/** What the words for a fit promise, measured. */
export function FitWords({ complete, fits }: Props) {
  const { i18n } = useLingui();
  const word = useWords();
  const share = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <>
      {!complete && (
        <p className="text-[0.9375rem] text-ink2">
          <Trans>The records are still being read in: a match may be missing.</Trans>
        </p>
      )}
      <Disclosure title={<Trans>What “strong”, “good” and “possible” mean</Trans>}>
        <p className="max-w-[62ch] text-[0.9375rem] text-ink2">
          <Trans>Texts are compared on this machine; none leaves it.</Trans>{" "}
          <Trans>Of labelled examples, so many were right:</Trans>
        </p>
        <ul className="mt-1 text-[0.9375rem]">
          {fits.map(({ fit, precision }) => (
            <li key={fit}>
              {word(FIT, fit)}: <span className="figure-sign font-bold">{share.format(precision)}</span>
            </li>
          ))}
        </ul>
        <Link to="/matching" className="link-quiet inline-flex min-h-11 items-center text-[0.9375rem]">
          <Trans>How matching works here</Trans>
        </Link>
      </Disclosure>
    </>
  );
}
