import { useSyncExternalStore } from "react";

// The breakpoint `lg` of styles.css.
const query = window.matchMedia("(min-width: 62rem)");

function subscribe(changed: () => void) {
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether filters stand beside the list or fold above it. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
