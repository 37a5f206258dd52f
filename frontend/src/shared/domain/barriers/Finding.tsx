import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { BarrierFinding } from "@/api";
import { useWords } from "@/shared/domain/useWords";
import { Button } from "@/shared/ui/Button";
import { MiddleDot } from "@/shared/ui/MiddleDot";

import { KINDS, SEVERITIES } from "./labels";

type Props = {
  finding: BarrierFinding;
  /** Puts the proposed words in; left out where nothing can be changed. */
  onUse?: (() => void) | undefined;
  /** More ways on from here: to the field, to the words. */
  children?: ReactNode;
  id?: string;
};

/** One barrier: the words, why they shut firms out, where that is known from, and words to use instead. */
export function Finding({ finding, onUse, children, id }: Props) {
  const { t } = useLingui();
  const word = useWords();
  const kind = word(KINDS, finding.kind);
  return (
    <li id={id} tabIndex={id ? -1 : undefined} className="scroll-mt-6 border-t border-rule py-4 first:border-t-0">
      <h3 className="text-[1.0625rem]">
        {kind}
        <MiddleDot />
        <span className={`font-medium ${finding.severity === "high" ? "text-bad" : "text-ink2"}`}>
          {word(SEVERITIES, finding.severity)}
        </span>
      </h3>
      {finding.quote && (
        <blockquote className="mt-1.5 border-s-[5px] border-signal ps-3 leading-snug break-words">{finding.quote}</blockquote>
      )}
      <p className="mt-2 leading-snug">{finding.why}</p>
      <p className="mt-1 text-[0.9375rem] leading-snug text-ink2">
        <Trans>Source: {finding.source.label}</Trans>
      </p>
      <p className="mt-2.5 font-sign text-[0.9375rem] font-bold">
        <Trans>Better words</Trans>
      </p>
      <p lang={finding.suggestion_lang} className="leading-snug">
        {finding.suggestion}
      </p>
      <div className="mt-1 flex flex-wrap gap-x-4">
        {onUse && (
          <Button look="ghost" className="mt-1.5" aria-label={t`Use this wording: ${kind}`} onPress={onUse}>
            <Trans>Use this wording</Trans>
          </Button>
        )}
        {children}
      </div>
    </li>
  );
}
