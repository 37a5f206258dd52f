import { useLingui } from "@lingui/react/macro";

import type { ChallengeDetail } from "@/api";
import { Markdown } from "@/shared/ui/Markdown";

import { Section } from "./Facts";

/**
 * The texts of a challenge, in the order a reader asks: what is wrong, what would be better, what is there.
 * Records of other portals often have one text for summary and problem: it is shown once.
 */
export function Statement({ detail }: { detail: ChallengeDetail }) {
  const { t } = useLingui();
  const { texts } = detail;
  const parts = [
    { id: "problem", title: t`The problem`, text: texts.problem },
    { id: "outcomes", title: t`What would be better`, text: texts.outcomes },
    { id: "context", title: t`Context`, text: texts.context },
    { id: "offers", title: t`What the city offers`, text: texts.offers },
    { id: "innovation", title: t`What innovation means here`, text: texts.innovation },
  ];
  return (
    <>
      {texts.summary?.value && texts.summary.value.trim() !== texts.problem?.value.trim() && (
        <p lang={texts.summary.lang} className="max-w-[62ch] text-xl leading-normal">
          {texts.summary.value}
        </p>
      )}
      {parts.map(
        ({ id, title, text }) =>
          text?.value && (
            <Section key={id} id={id} title={title}>
              <Markdown text={text} />
            </Section>
          ),
      )}
    </>
  );
}
