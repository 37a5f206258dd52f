import { useLingui } from "@lingui/react/macro";

import type { BarrierFinding } from "@/api";
import { useWords } from "@/shared/domain/useWords";

import { KINDS } from "@/shared/domain/barriers/labels";
import { stretches } from "@/shared/domain/barriers/places";

type Props = {
  text: string;
  lang?: string | undefined;
  findings: readonly BarrierFinding[];
  /** The id of what is said of a finding. */
  idOf: (finding: BarrierFinding) => string;
};

/** The text as it was reviewed, its barriers marked in place; each mark leads to what is said of it. */
export function MarkedText({ text, lang, findings, idOf }: Props) {
  const { t } = useLingui();
  const word = useWords();
  return (
    <div
      lang={lang}
      role="region"
      tabIndex={0}
      aria-label={t`The text with its barriers marked`}
      className="max-h-[70vh] overflow-y-auto rounded-md border border-rule bg-card p-4 leading-relaxed break-words whitespace-pre-wrap"
    >
      {stretches(text, findings).map(({ text: part, findings: here }, at) => {
        const [first] = here;
        return first ? (
          <mark key={at}>
            {/* A link and no button: its words must break where the line ends. */}
            <a
              href={`#${idOf(first)}`}
              className="no-underline"
              title={here.map(({ kind }) => word(KINDS, kind)).join(", ")}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(idOf(first))?.focus();
              }}
            >
              {part}
            </a>
          </mark>
        ) : (
          part
        );
      })}
    </div>
  );
}
