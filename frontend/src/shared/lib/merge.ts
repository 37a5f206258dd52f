/** Two people changed the same document: what each changed against what both began with. */

/** A place, as a JSON pointer, that both changed, and not to the same. */
export type Conflict = { pointer: string; base: unknown; mine: unknown; theirs: unknown };

export type Merged<T> = {
  /** Both changes together; at each conflict what is mine. */
  value: T;
  conflicts: Conflict[];
  /** Places where their change was taken. */
  taken: string[];
};

type Found = Omit<Merged<unknown>, "value">;
type Plain = Record<string, unknown>;

/**
 * Field by field: what only one of them changed is kept, wherever it is. `whole` are places whose fields belong
 * together (a budget's ends and currency), so that no half of one meets half of another.
 */
export function merge3<T>(base: T, mine: T, theirs: T, whole: readonly string[] = []): Merged<T> {
  const found: Found = { conflicts: [], taken: [] };
  const value = step("", base, mine, theirs, found, whole) as T;
  return { value, ...found };
}

/** Puts the answer to each conflict in its place. */
export function resolve<T>(value: T, answers: Readonly<Record<string, unknown>>): T {
  return Object.entries(answers).reduce<unknown>((document, [pointer, answer]) => put(document, pointer.split("/").slice(1), answer), value) as T;
}

function step(at: string, base: unknown, mine: unknown, theirs: unknown, found: Found, whole: readonly string[]): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) {
    name(at, base, theirs, found, whole);
    return theirs;
  }
  if (!whole.includes(at)) {
    if (isPlain(mine) && isPlain(theirs)) return fields(at, isPlain(base) ? base : {}, mine, theirs, found, whole);
    if (Array.isArray(mine) && Array.isArray(theirs)) {
      const before: unknown[] = Array.isArray(base) ? base : [];
      const every = [...before, ...mine, ...theirs];
      // Members that are one word each (languages, codes) are a set: what one adds and the other adds are both in.
      if (every.every((one) => typeof one !== "object")) return members(at, before, mine, theirs, found);
      if (mine.length === theirs.length && mine.length === before.length) {
        return mine.map((one, index) => step(`${at}/${index}`, before[index], one, theirs[index], found, whole));
      }
    }
  }
  found.conflicts.push({ pointer: at, base, mine, theirs });
  return mine;
}

/** Each place that differs, as deep as fields go: whoever shows them knows fields, not documents. */
function name(at: string, base: unknown, theirs: unknown, found: Found, whole: readonly string[]): void {
  if (same(base, theirs)) return;
  if (!whole.includes(at) && isPlain(base) && isPlain(theirs)) {
    for (const key of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
      name(`${at}/${key}`, base[key], theirs[key], found, whole);
    }
    return;
  }
  found.taken.push(at);
}

function fields(at: string, base: Plain, mine: Plain, theirs: Plain, found: Found, whole: readonly string[]): Plain {
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const merged: Plain = {};
  for (const name of names) {
    const value = step(`${at}/${name}`, base[name], mine[name], theirs[name], found, whole);
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

function members(at: string, base: unknown[], mine: unknown[], theirs: unknown[], found: Found): unknown[] {
  found.taken.push(at);
  const kept = mine.filter((one) => theirs.includes(one) || !base.includes(one));
  return [...kept, ...theirs.filter((one) => !base.includes(one) && !kept.includes(one))];
}

function put(document: unknown, path: readonly string[], answer: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return answer;
  if (Array.isArray(document)) return document.map((one, index) => (String(index) === name ? put(one, rest, answer) : one));
  const fields = isPlain(document) ? document : {};
  return { ...fields, [name]: put(fields[name], rest, answer) };
}

export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((member, index) => same(member, other[index]));
  }
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
