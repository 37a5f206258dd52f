export type Outcome = "met" | "not_met" | "unknown";

const TONES: Record<Outcome, string> = {
  met: "bg-good-wash text-good",
  not_met: "bg-bad-wash text-bad",
  unknown: "bg-wash text-ink",
};

/** A gate's outcome as a word; the colour only repeats it. */
export function GateBadge({ outcome, word }: { outcome: Outcome; word: string }) {
  return (
    <span className={`inline-block flex-none rounded-sm px-2 py-0.5 font-sign text-[0.875rem] leading-snug font-bold ${TONES[outcome]}`}>
      {word}
    </span>
  );
}
