import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";

import type { FieldError } from "@/api";
import { useWords } from "@/shared/domain/useWords";
import { Card } from "@/shared/ui/Card";

import { sectionOf, type Section } from "./draft";
import { useFindingWords } from "./findings";

const SECTIONS: Record<Section, MessageDescriptor> = {
  statement: msg`The problem`,
  approach: msg`Approach and innovation`,
  money: msg`Money`,
  rights: msg`Intellectual property and data`,
  who: msg`Who may take part, and where`,
  dates: msg`Dates`,
  backing: msg`Who stands behind it`,
  "off-ramp": msg`If it ends without a purchase`,
  files: msg`Files`,
};

type Props = { findings: readonly FieldError[]; onGo: (pointer: string) => void };

/** The form as a line of stops: what is done, and what publication still needs, each leading to its field. */
export function Checklist({ findings, onGo }: Props) {
  const { t } = useLingui();
  const word = useWords();
  const say = useFindingWords();
  const bySection = Map.groupBy(findings, ({ pointer }) => sectionOf(pointer));
  return (
    <Card title={t`What publication needs`} strong>
      <p role="status" className="mb-3 text-ink2">
        {findings.length === 0 ? (
          <Trans>Everything is there. It can be published.</Trans>
        ) : (
          <Plural value={findings.length} one="# thing is missing." other="# things are missing." />
        )}
      </p>
      <ol className="flex flex-col">
        {(Object.keys(SECTIONS) as Section[]).map((section, at, all) => {
          const missing = bySection.get(section) ?? [];
          return (
            <li key={section} className="relative pb-3 ps-8 last:pb-0">
              {at < all.length - 1 && (
                <span
                  aria-hidden
                  className={`absolute start-[7px] top-3 bottom-[-12px] w-[5px] ${missing.length > 0 ? "dashed-y" : "bg-ink"}`}
                />
              )}
              <span
                aria-hidden
                className={`absolute start-0 top-0.5 size-5 rounded-full border-[5px] ${missing.length > 0 ? "border-edge bg-card" : "border-ink bg-ink"}`}
              />
              <a href={`#${section}`} className="font-sign font-bold no-underline hover:underline">
                {word(SECTIONS, section)}
                <span className="sr-only">
                  {" "}
                  {missing.length === 0 ? t`(complete)` : t`(something is missing)`}
                </span>
              </a>
              {missing.length > 0 && (
                <ul className="mt-1">
                  {missing.map((finding) => (
                    <li key={finding.pointer}>
                      <button
                        type="button"
                        className="link-quiet min-h-11 cursor-pointer text-start text-[0.9375rem] leading-snug"
                        onClick={() => onGo(finding.pointer)}
                      >
                        {say(finding)}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
