import { useEffect, useState, useSyncExternalStore } from "react";

import { Autosave, type AutosaveOptions } from "@/shared/lib/autosave";

/** One editor's autosave, for as long as the editor is on the page. */
export function useAutosave<T>(
  value: T,
  etag: string,
  send: (value: T, etag: string) => Promise<string>,
  options?: AutosaveOptions<T>,
) {
  const [saving] = useState(() => new Autosave(value, etag, send, options));
  const snapshot = useSyncExternalStore(saving.subscribe, saving.read);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saving.read().state !== "saved") event.preventDefault();
    };
    const again = () => {
      if (saving.read().state === "silent") void saving.flush();
    };
    window.addEventListener("beforeunload", warn);
    window.addEventListener("online", again);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", again);
      // Leaving for another page of ours: what was typed goes with us.
      void saving.flush();
    };
  }, [saving]);
  return { ...snapshot, saving };
}
