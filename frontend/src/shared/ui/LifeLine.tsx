import type { ReactNode } from "react";

export type Stop = { key: string; name: string; detail: ReactNode; state: "done" | "now" | "next" };

type Props = { label: string; stops: readonly Stop[]; words: Record<Stop["state"], string> };

const TRACK = { done: "bg-ink", now: "bg-ink", next: "" };
const RING = { done: "border-ink bg-card", now: "border-ink bg-signal", next: "border-edge bg-card" };

/**
 * The life of a challenge as a line: done is solid, now is yellow, to come is dashed. Lies on a wide screen, stands
 * on a phone. The state is said in words to screen readers.
 */
export function LifeLine({ label, stops, words }: Props) {
  return (
    <ol aria-label={label} className="flex flex-col md:flex-row">
      {stops.map((stop, at) => {
        const last = at === stops.length - 1;
        const ahead = stops[at + 1]?.state === "next";
        return (
          <li
            key={stop.key}
            aria-current={stop.state === "now" ? "step" : undefined}
            className={`relative min-w-0 flex-1 ps-11 pb-6 text-[0.9375rem] leading-snug md:ps-0 md:pe-4 md:pt-10 md:pb-0 ${last ? "pb-0" : ""}`}
          >
            {!last && (
              <>
                <span aria-hidden className={`absolute start-[10px] top-3 bottom-[-12px] w-2 md:hidden ${ahead ? "dashed-y" : TRACK[stop.state]}`} />
                <span aria-hidden className={`absolute start-3 end-[-12px] top-[10px] hidden h-2 md:block ${ahead ? "dashed-x" : TRACK[stop.state]}`} />
                {stop.state === "now" && ahead && (
                  <span aria-hidden className="absolute start-3 top-[10px] hidden h-2 w-1/2 bg-ink md:block" />
                )}
              </>
            )}
            <span aria-hidden className={`absolute start-0 top-0 size-7 rounded-full border-[6px] ${RING[stop.state]}`} />
            <span className="sign block">
              {stop.name} <span className="sr-only">({words[stop.state]})</span>
            </span>
            <span className="block text-ink2">{stop.detail}</span>
          </li>
        );
      })}
    </ol>
  );
}
