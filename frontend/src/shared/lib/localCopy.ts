/** What one typed and the server has not confirmed, kept on this device until it has. */

export type Copy<T> = { value: T; base: T; etag: string };

type Kept<T> = Copy<T> & { tab: string };

// Two windows on one document keep out of each other's way: each throws away only what it kept itself.
const TAB = Math.random().toString(36).slice(2);

function store(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** What an earlier visit left; from now on it is this window's to forget. */
export function readCopy<T>(key: string): Copy<T> | null {
  try {
    const found = JSON.parse(store()?.getItem(key) ?? "null") as Partial<Kept<T>> | null;
    if (!found || typeof found.etag !== "string" || !found.value || !found.base) return null;
    const copy = { value: found.value, base: found.base, etag: found.etag };
    keepCopy(key, copy);
    return copy;
  } catch {
    return null;
  }
}

/** Null forgets it. A full or forbidden store costs the copy, never the typing. */
export function keepCopy<T>(key: string, copy: Copy<T> | null): void {
  try {
    if (copy) store()?.setItem(key, JSON.stringify({ ...copy, tab: TAB } satisfies Kept<T>));
    else if ((JSON.parse(store()?.getItem(key) ?? "null") as Partial<Kept<T>> | null)?.tab === TAB) store()?.removeItem(key);
  } catch {
    /* nothing to be done about it here */
  }
}
