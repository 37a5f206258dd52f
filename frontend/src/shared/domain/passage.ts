import type { SentenceReason, WordsReason } from "@/api";

/** A stretch of a passage. `sentence`: which quoted sentence it is of, from 0; null around them. `shared`: a word of both texts. */
export type Piece = { text: string; sentence: number | null; shared: boolean };

/** Quoted sentences that stand close together, in their place. `opens`, `closes`: the text goes on beyond this end. */
export type Passage = {
  field: SentenceReason["field"];
  lang: string;
  sentences: SentenceReason[];
  pieces: Piece[];
  opens: boolean;
  closes: boolean;
};

// Characters of the surroundings that are worth reading on each side.
const AROUND = 80;
// Stands for a character that is not shown, so that the offsets of the API stay right until the end.
const GONE = "\u0000";
const ENDS = /[.!?…:][”"»)\]]*\s*$/;

/** The API counts characters as code points; a string of JavaScript is indexed by halves of some of them. */
const points = (text: string) => Array.from(text);

/** The sentences that count, each within its surroundings; the passage with the weightiest sentence first. */
export function passagesOf(sentences: readonly SentenceReason[], words: readonly WordsReason[]): Passage[] {
  const groups: SentenceReason[][] = [];
  for (const one of [...sentences].sort((a, b) => a.start - b.start)) {
    const near = groups.find((group) => isNear(group.at(-1), one));
    if (near) near.push(one);
    else groups.push([one]);
  }
  const weight = (group: SentenceReason[]) => Math.min(...group.map((one) => sentences.indexOf(one)));
  return groups.sort((a, b) => weight(a) - weight(b)).map((group) => passage(group, words));
}

function isNear(last: SentenceReason | undefined, next: SentenceReason): boolean {
  if (!last || last.field !== next.field || last.lang !== next.lang) return false;
  return next.start - last.end <= points(last.after).length;
}

function passage(sentences: SentenceReason[], words: readonly WordsReason[]): Passage {
  const [first] = sentences as [SentenceReason];
  const last = sentences.at(-1) ?? first;
  const before = points(first.before);
  const origin = first.start - before.length;
  const text = sentences.map((one, at) => {
    const next = sentences[at + 1];
    return one.quote + (next ? points(one.after).slice(0, next.start - one.end).join("") : one.after);
  });
  const shown = points(hideMarkup(first.before + text.join("")));
  const from = roomBefore(before);
  const to = last.end - origin + roomAfter(points(last.after));
  const ranges = words
    .filter(({ lang }) => lang === first.lang)
    .flatMap((reason) => reason.words)
    .filter(({ field }) => field === first.field);
  const marks = sentences.map(({ start, end }) => ({ start: beginning(shown, start - origin), end: end - origin }));
  const pieces = pieceTogether(shown, from, to, (at) => {
    const place = at + origin;
    const sentence = marks.findIndex(({ start, end }) => start <= at && at < end);
    return {
      sentence: sentence < 0 ? null : sentence,
      shared: ranges.some(({ start, end }) => start <= place && place < end),
    };
  });
  const rest = points(last.after).length > to - (last.end - origin);
  return {
    field: first.field,
    lang: first.lang,
    sentences,
    pieces,
    opens: origin + from > 0,
    closes: rest || (last.after !== "" && !ENDS.test(last.after)),
  };
}

/** Where a sentence begins to be read: an item's mark stays outside it. */
function beginning(shown: readonly string[], start: number): number {
  const first = shown.findIndex((letter, at) => at >= start && letter !== GONE && !/[\s·]/.test(letter));
  return first < 0 ? start : first;
}

type Marks = Omit<Piece, "text">;

/** Neighbouring characters with the same marks become one piece. */
function pieceTogether(shown: readonly string[], from: number, to: number, marksAt: (at: number) => Marks): Piece[] {
  const pieces: Piece[] = [];
  for (const [at, letter] of shown.entries()) {
    if (at < from || at >= to || letter === GONE) continue;
    const marks = marksAt(at);
    const open = pieces.at(-1);
    if (open && open.sentence === marks.sentence && open.shared === marks.shared) open.text += letter;
    else pieces.push({ text: letter, ...marks });
  }
  // A list's mark says nothing where it comes first.
  const [head] = pieces;
  if (head) head.text = head.text.replace(/^[\s·]+/, "");
  return pieces.filter(({ text }) => text !== "");
}

/** How many characters of what stands before are left out, cut between words. */
function roomBefore(before: readonly string[]): number {
  if (before.length <= AROUND) return 0;
  const from = before.length - AROUND;
  const space = before.findIndex((letter, at) => at >= from && /\s/.test(letter));
  return space < 0 ? from : space + 1;
}

/** How many characters of what stands after are kept, cut between words. */
function roomAfter(after: readonly string[]): number {
  if (after.length <= AROUND) return after.length;
  const space = after.slice(0, AROUND + 1).findLastIndex((letter) => /\s/.test(letter));
  return space < 0 ? AROUND : space;
}

/** Markdown and tags as their writer did not mean them to be read, replaced without moving anything. */
function hideMarkup(text: string): string {
  const gone = (found: string) => GONE.repeat(points(found).length);
  return text
    .replace(/^([ \t]*)[-*+](?=\s)/gm, "$1·")
    .replace(/^#{1,6}(?=\s)/gm, gone)
    .replace(/\*\*|__|`/g, gone)
    .replace(/\[([^\][]*)\]\([^()\s]*\)/g, (link, words: string) => GONE + words + gone(link.slice(words.length + 1)))
    .replace(/<\/?[a-z][^<>]*>/gi, gone);
}
