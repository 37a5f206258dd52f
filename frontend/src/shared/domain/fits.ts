import type { ChallengeMatch, FitPrecision, Parts, SentenceReason } from "@/api";

export type Fit = ChallengeMatch["fit"];

/** What a match loses without one sentence: a word of its fit (to null: it would not be shown), or a share of its score. */
export type Loss = { from: Fit; to: Fit | null } | { share: number };

/** The word for a score, as the API gives it. Null: too low to be shown. */
export function fitOf(score: number, fits: readonly FitPrecision[]): Fit | null {
  const reached = fits.filter(({ from_score }) => score >= from_score);
  return reached.sort((a, b) => b.from_score - a.from_score)[0]?.fit ?? null;
}

export function lossOf({ score, without }: SentenceReason, fit: Fit | null, fits: readonly FitPrecision[]): Loss {
  const left = fitOf(without, fits);
  // The score of the pair may lie a little beside that of the ranking: a word is lost only where both agree on it.
  if (fit !== null && left !== fit && fitOf(score, fits) === fit) return { from: fit, to: left };
  return { share: score > 0 ? (score - without) / score : 0 };
}

export type Kind = "meaning" | "categories" | "words";

/** One kind of what two texts share: its share of the fit, and at how many stops the lines meet for it. */
export type Stretch = { kind: Kind; share: number; stops: number };

const STOPS: Record<Fit, number> = { possible: 3, good: 4, strong: 5 };
const UNMEASURED = 4;
// Less than this is told in figures but draws no stop.
const LEAST = 0.05;

/**
 * As many stops as the fit is strong, shared out by what the score is made of; always the same number where no word
 * for the fit was measured. Meaning only where it was compared.
 */
export function stretchesOf(parts: Parts, fit: Fit | null): Stretch[] {
  const values: [Kind, number][] = [
    ["meaning", Math.max(parts.meaning, 0)],
    ["categories", Math.max(parts.categories + parts.codes, 0)],
    ["words", Math.max(parts.words, 0)],
  ];
  const total = values.reduce((sum, [, value]) => sum + value, 0);
  const shares = values
    .filter(([kind, value]) => kind !== "meaning" || value > 0)
    .map(([kind, value]) => ({ kind, share: total > 0 ? value / total : 0 }));
  const drawn = shares.filter(({ share }) => share >= LEAST);
  const stops = new Map(drawn.map(({ kind }) => [kind, 1]));
  // One for each that counts; every further one goes where the share is least served.
  for (let left = (fit === null ? UNMEASURED : STOPS[fit]) - drawn.length; left > 0 && drawn.length > 0; left -= 1) {
    const need = ({ kind, share }: { kind: Kind; share: number }) => share / ((stops.get(kind) ?? 0) + 0.5);
    const next = drawn.reduce((a, b) => (need(b) > need(a) ? b : a));
    stops.set(next.kind, (stops.get(next.kind) ?? 0) + 1);
  }
  return shares.map((one) => ({ ...one, stops: stops.get(one.kind) ?? 0 }));
}
