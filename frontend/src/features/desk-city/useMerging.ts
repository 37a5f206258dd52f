import { useCallback, useEffect, useState } from "react";

import type { DraftOut } from "@/api";
import type { Autosave, SaveState } from "@/shared/lib/autosave";
import { type Merged, resolve } from "@/shared/lib/merge";

import { loadDraft, type LoadedDraft, toWriting, type Writing } from "./draft";
import { answerTo, type Choice, mergeWriting } from "./merging";

type Asked = { merged: Merged<Writing>; theirs: LoadedDraft };

type Told = {
  /** The server's draft after somebody else's change. */
  onDraft: (draft: DraftOut) => void;
  /** Places where somebody else's change was taken into the form. */
  onTaken: (pointers: string[]) => void;
};

/**
 * After somebody else saved in between: fetches theirs, and puts both together where they changed different things.
 * Where they changed the same, `asked` holds what a person must choose.
 */
export function useMerging(id: string, state: SaveState, saving: Autosave<Writing>, { onDraft, onTaken }: Told) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [later, setLater] = useState(false);
  const finish = useCallback(
    (value: Writing, theirs: LoadedDraft, taken: string[]) => {
      onDraft(theirs.draft);
      const saved = saving.takeBoth(value, toWriting(theirs.draft), theirs.etag);
      onTaken(taken);
      return saved;
    },
    [saving, onDraft, onTaken],
  );
  const compare = useCallback(
    (theirs: LoadedDraft) => {
      const merged = mergeWriting(saving.base, saving.read().value, toWriting(theirs.draft));
      if (merged.conflicts.length === 0) {
        void finish(merged.value, theirs, merged.taken);
        return;
      }
      setLater(false);
      setAsked({ merged, theirs });
    },
    [saving, finish],
  );
  useEffect(() => {
    // The answer may fail to come; then the bar keeps saying that it is not saved, and asks again.
    if (state === "stale") loadDraft(id).then(compare, () => setLater(true));
  }, [state, id, compare]);
  return {
    asked: state === "stale" && !later ? asked?.merged : undefined,
    again: () => void loadDraft(id).then(compare, () => setLater(true)),
    putOff: () => setLater(true),
    answer: (choices: Record<string, Choice>) => {
      if (!asked) return;
      const { merged, theirs } = asked;
      const answers = Object.fromEntries(
        merged.conflicts.map((conflict) => [conflict.pointer, answerTo(conflict, choices[conflict.pointer] ?? "mine")]),
      );
      setAsked(null);
      void finish(resolve(merged.value, answers), theirs, [...merged.taken, ...Object.keys(answers)]);
    },
  };
}
