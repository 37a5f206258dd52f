import { useEffect, useState, useSyncExternalStore } from "react";

import { Autosave } from "@/shared/lib/autosave";

/** One editor's autosave, for as long as the editor is on the page. */
export function useAutosave<T>(value: T, etag: string, send: (value: T, etag: string) => Promise<string>) {
  const [saving] = useState(() => new Autosave(value, etag, send));
  const snapshot = useSyncExternalStore(saving.subscribe, saving.read);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saving.read().state !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      // Leaving for another page of ours: what was typed goes with us.
      void saving.flush();
    };
  }, [saving]);
  return { ...snapshot, saving };
}
