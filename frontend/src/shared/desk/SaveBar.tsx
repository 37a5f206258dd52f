import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { SaveState } from "@/shared/lib/autosave";
import type { Problem } from "@/shared/lib/problem";

type Props = { state: SaveState; problem: Problem | null; children?: ReactNode };

/** Stays at the foot of an editor and says whether what one typed is safe. */
export function SaveBar({ state, problem, children }: Props) {
  const urgent = state === "refused" || state === "silent" || state === "stale";
  return (
    <div className="sticky bottom-0 z-10 mt-10 border-t-2 border-ink bg-paper">
      <div className="wrap flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
        <p role="status" className={urgent ? "font-bold text-bad" : "text-ink2"}>
          {state === "saved" && <Trans>Everything is saved.</Trans>}
          {(state === "waiting" || state === "saving") && <Trans>Saving…</Trans>}
          {state === "silent" && <Trans>Not saved yet: no answer from the server. We keep trying.</Trans>}
          {state === "stale" && <Trans>Not saved: somebody else changed this.</Trans>}
          {state === "refused" && (
            <>
              <Trans>Not saved:</Trans> {problem?.detail}
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-3">{children}</div>
      </div>
    </div>
  );
}
