import { type Conflict, merge3, type Merged } from "@/shared/lib/merge";

import { sectionOf, type Section, type Writing } from "./draft";

/** Places whose fields belong together: half of one budget and half of another are no budget. */
const WHOLE = ["/terms/funding/budget", "/terms/place"];

export type Choice = "mine" | "theirs" | "both";

export function mergeWriting(base: Writing, mine: Writing, theirs: Writing): Merged<Writing> {
  return merge3(base, mine, theirs, WHOLE);
}

/** The longest that each text may be; where both together are longer, one must choose. */
const LONGEST: [RegExp, number][] = [
  [/^\/texts\/[^/]+\/title$/, 200],
  [/^\/texts\/[^/]+\/summary$/, 600],
  [/^\/(texts|terms\/direct_justification)\//, 20_000],
];

/** Both versions as one, where that makes sense: a text after the other, the items of two lists; else undefined. */
export function together({ pointer, mine, theirs }: Pick<Conflict, "pointer" | "mine" | "theirs">): unknown {
  if (typeof mine === "string" && typeof theirs === "string") {
    const limit = LONGEST.find(([place]) => place.test(pointer))?.[1];
    if (limit === undefined) return undefined;
    const both = [theirs.trim(), mine.trim()].filter(Boolean).join(limit > 1_000 ? "\n\n" : " ");
    return both.length <= limit ? both : undefined;
  }
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const known = new Set(theirs.map((one) => JSON.stringify(one)));
    const added = mine.filter((one) => !known.has(JSON.stringify(one)));
    return [...theirs, ...freshIds(added as unknown[], theirs as unknown[])];
  }
  return undefined;
}

/** Items with ids get new ones where both gave the same id to different things. */
function freshIds(added: unknown[], others: unknown[]): unknown[] {
  const used = new Set([...added, ...others].map(idOf));
  const taken = new Set(others.map(idOf));
  return added.map((one) => {
    const id = idOf(one);
    if (id === undefined || !taken.has(id)) return one;
    let number = 1;
    while (used.has(`gate-${number}`)) number += 1;
    used.add(`gate-${number}`);
    return { ...(one as object), id: `gate-${number}` };
  });
}

function idOf(one: unknown): unknown {
  return typeof one === "object" && one !== null && "id" in one ? one.id : undefined;
}

export function answerTo(conflict: Conflict, choice: Choice): unknown {
  if (choice === "theirs") return conflict.theirs;
  return choice === "both" ? together(conflict) : conflict.mine;
}

/**
 * Sections of the form whose fields hold text of their own (amounts, dates, lists) and must be made anew for another's
 * change. Plain texts follow by themselves, and keep the caret of whoever writes beside them.
 */
export function sectionsOf(pointers: readonly string[]): Set<Section> {
  return new Set(pointers.filter((pointer) => !pointer.startsWith("/texts")).map((pointer) => sectionOf(pointer)));
}
