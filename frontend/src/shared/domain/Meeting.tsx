import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import type { Parts } from "@/api";
import { listOf } from "@/shared/lib/names";

import { type Fit, type Kind, stretchesOf } from "./fits";
import { SIDES, type View } from "./sides";
import { useWords } from "./useWords";

const KINDS: Record<Kind, MessageDescriptor> = {
  meaning: msg`Meaning`,
  categories: msg`Categories`,
  words: msg`Words`,
};

// In units of the drawing.
const STRETCH = 82;
const HIGH = 9;
const LOW = 35;
// Side by side, the two lines touch.
const UPPER = 19;
const LOWER = 25;
const STOP_GAP = 11.5;

type Props = {
  parts: Parts;
  /** Null: no word for it was measured. */
  fit: Fit | null;
  view: View;
  /** CSS colours of the two lines, the reader's own first. */
  lines: readonly [string, string];
};

/**
 * Two lines that run side by side and meet where their texts do: more stops where more of the fit comes from.
 * The figures under it and its text say the same.
 */
export function Meeting({ parts, fit, view, lines }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const stretches = stretchesOf(parts, fit);
  const percent = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 0 });
  const width = stretches.length * STRETCH;
  const told = stretches
    .filter(({ share }) => share > 0)
    .map(({ kind, share }) => `${word(KINDS, kind)} ${percent.format(share)}`);
  const shared = listOf(told, i18n.locale);
  const { mine, theirs } = SIDES[view];
  return (
    <figure className="max-w-full" style={{ width: `${width / 14}rem` }}>
      <svg
        role="img"
        aria-label={t`What the fit is made of: ${shared}`}
        viewBox={`0 4 ${width} 36`}
        className="block w-full"
      >
        <Track colour={lines[1]} away={LOW} near={LOWER} stops={stretches.map(({ stops }) => stops)} />
        <Track colour={lines[0]} away={HIGH} near={UPPER} stops={stretches.map(({ stops }) => stops)} />
        {stretches.flatMap(({ kind, stops }, at) =>
          Array.from({ length: stops }, (_, stop) => (
            <rect
              key={`${kind}-${stop}`}
              x={(at + 0.5) * STRETCH + (stop - (stops - 1) / 2) * STOP_GAP - 4}
              y={UPPER - 8}
              width="8"
              height={LOWER - UPPER + 16}
              rx="4"
              fill="var(--card)"
              stroke="var(--ink)"
              strokeWidth="2.6"
            />
          )),
        )}
      </svg>
      {/* Beside the drawing, not in it, so that its letters stay as large as the reader wants them. */}
      <div aria-hidden className="flex text-center font-sign text-[0.8125rem] leading-tight">
        {stretches.map(({ kind, share }) => (
          <span key={kind} className="min-w-0 flex-1">
            <b className="block">{word(KINDS, kind)}</b>
            <span className="figure-sign text-ink2">{percent.format(share)}</span>
          </span>
        ))}
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 text-[0.875rem] leading-snug text-ink2">
        <Key colour={lines[0]} name={i18n._(mine)} />
        <Key colour={lines[1]} name={i18n._(theirs)} />
      </figcaption>
    </figure>
  );
}

type TrackProps = { colour: string; away: number; near: number; stops: readonly number[] };

/** One line: near the other along a stretch where they meet, apart where they do not. */
function Track({ colour, away, near, stops }: TrackProps) {
  const bend = Math.abs(near - away);
  const steps = stops.map((count, at) => {
    const start = at * STRETCH;
    const end = start + STRETCH;
    if (count === 0) return `H${end}`;
    return `H${start + 1}L${start + 1 + bend} ${near}H${end - 1 - bend}L${end - 1} ${away}H${end}`;
  });
  const d = `M0 ${away}${steps.join("")}`;
  return <path d={d} stroke={colour} strokeWidth="6" strokeLinejoin="round" fill="none" />;
}

function Key({ colour, name }: { colour: string; name: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="h-1.5 w-5" style={{ background: colour }} />
      {name}
    </span>
  );
}
