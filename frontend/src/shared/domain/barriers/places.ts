import type { BarrierFinding } from "@/api";

/** A stretch of a text: inside the words of these findings, or of none. */
export type Stretch = { text: string; findings: BarrierFinding[] };

/** The API counts characters as code points; a string of JavaScript is indexed by halves of some of them. */
const points = (text: string) => Array.from(text);

/** The text cut where findings begin and end. Findings without words, and beyond the text, mark nothing. */
export function stretches(text: string, findings: readonly BarrierFinding[]): Stretch[] {
  const letters = points(text);
  const spans = findings.flatMap((finding) =>
    finding.start === null || finding.end === null || finding.end > letters.length
      ? []
      : [{ finding, start: finding.start, end: finding.end }],
  );
  const cuts = [...new Set([0, letters.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1] ?? letters.length;
    return {
      text: letters.slice(from, to).join(""),
      findings: spans.filter(({ start, end }) => start <= from && to <= end).map(({ finding }) => finding),
    };
  });
}

/**
 * Where the quoted words stand now, in JavaScript's count; null where they are gone. The text may have changed since it was
 * reviewed: the nearest place with the same words is taken.
 */
export function whereNow(text: string, { quote, start }: Pick<BarrierFinding, "quote" | "start">): [from: number, to: number] | null {
  if (start === null || quote === "") return null;
  const wanted = points(text).slice(0, start).join("").length;
  let nearest: number | null = null;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (nearest === null || Math.abs(at - wanted) < Math.abs(nearest - wanted)) nearest = at;
  }
  return nearest === null ? null : [nearest, nearest + quote.length];
}

/** The text with the proposed words in place of the quoted ones, or at its end where words were missing; null if they are gone. */
export function withSuggestion(text: string, finding: BarrierFinding): string | null {
  if (finding.quote === "") {
    if (text.includes(finding.suggestion)) return null;
    return text.trim() === "" ? finding.suggestion : `${text.trimEnd()}\n\n${finding.suggestion}`;
  }
  const place = whereNow(text, finding);
  if (!place) return null;
  const [from, to] = place;
  // A quote ends before its full stop; the proposal brings its own.
  const rest = text.slice(to).replace(/^[.;]/, "");
  return text.slice(0, from) + finding.suggestion + rest;
}
