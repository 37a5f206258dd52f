import { Trans, useLingui } from "@lingui/react/macro";

import type { ChecklistItem } from "@/api";
import { APPROACH } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Card } from "@/shared/ui/Card";
import { Disclosure } from "@/shared/ui/Disclosure";
import { ProgressBar } from "@/shared/ui/ProgressBar";

import { ITEM, RECOMMENDATION, WHY } from "./checklistWords";

type Props = { items: readonly ChecklistItem[]; approach: string | null; onGo: (pointer: string) => void };

/** What makes a good draft of this approach, under the recommendations of the sources; it fills as one writes. */
export function Recommendations({ items, approach, onGo }: Props) {
  const { t } = useLingui();
  const word = useWords();
  const done = items.filter(({ state }) => state === "done").length;
  const total = items.length;
  const headings = [...Map.groupBy(items, ({ recommendation }) => recommendation)];
  const name = approach ? word(APPROACH, approach) : "";
  return (
    <Card title={t`What makes it a good one`}>
      <p className="mb-2 text-[0.9375rem] text-ink2">
        {name ? (
          <Trans>For the approach “{name}”. Nothing here has to be, but what is marked.</Trans>
        ) : (
          <Trans>Choose an approach, and this list follows it.</Trans>
        )}
      </p>
      <ProgressBar label={t`Written`} value={done} max={Math.max(total, 1)} text={t`${done} of ${total}`} />
      <div className="mt-2">
        {headings.map(([heading, under]) => (
          <Heading key={heading} title={word(RECOMMENDATION, heading)} items={under} onGo={onGo} />
        ))}
      </div>
    </Card>
  );
}

function Heading({ title, items, onGo }: { title: string; items: readonly ChecklistItem[]; onGo: Props["onGo"] }) {
  const { t } = useLingui();
  const word = useWords();
  const done = items.filter(({ state }) => state === "done").length;
  const total = items.length;
  return (
    <Disclosure
      title={
        <span className="flex-1">
          {title}{" "}
          <span className="figure-sign text-ink2">
            <span aria-hidden>
              {done}/{total}
            </span>
            <span className="sr-only">{t`(${done} of ${total} written)`}</span>
          </span>
        </span>
      }
    >
      <ul className="flex flex-col gap-2">
        {items.map((item) => (
          <li key={item.code} className="ps-5">
            {item.state === "done" ? (
              <p>
                <span aria-hidden>✓ </span>
                {word(ITEM, item.code)}
                <span className="sr-only"> {t`(written)`}</span>
              </p>
            ) : (
              <>
                <button
                  type="button"
                  className="link-quiet min-h-11 cursor-pointer text-start leading-snug"
                  onClick={() => onGo(item.pointer)}
                >
                  {word(ITEM, item.code)}
                </button>
                <p className="text-[0.9375rem] leading-snug text-ink2">
                  {word(WHY, item.code)} {item.needed && <Trans>Publication waits for it.</Trans>}
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
