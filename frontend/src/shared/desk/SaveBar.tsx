import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { SaveState } from "@/shared/lib/autosave";
import type { Problem } from "@/shared/lib/problem";
import { Button } from "@/shared/ui/Button";

type Props = {
  state: SaveState;
  problem: Problem | null;
  /** When the server last confirmed something, on this machine's clock. */
  savedAt?: number | null;
  /** Whether what is not saved is kept on this device. */
  kept?: boolean;
  onRetry?: () => void;
  /** After another's change: back to the question that was put off. */
  onMerge?: () => void;
  children?: ReactNode;
};

/** Stays at the foot of an editor and says whether what one typed is safe. */
export function SaveBar({ state, problem, savedAt = null, kept = false, onRetry, onMerge, children }: Props) {
  const { i18n } = useLingui();
  const at = savedAt === null ? "" : i18n.date(new Date(savedAt), { hour: "2-digit", minute: "2-digit" });
  const urgent = state === "refused" || state === "silent" || state === "stale";
  return (
    <div className="sticky bottom-0 z-10 mt-10 border-t-2 border-ink bg-paper">
      <div className="wrap flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
        <p role="status" className={urgent ? "font-bold text-bad" : "text-ink2"}>
          {state === "saved" && <Trans>Everything is saved.</Trans>}
          {state === "saved" && at && (
            <span className="figure-sign">
              {" "}
              <Trans>Last at {at}.</Trans>
            </span>
          )}
          {(state === "waiting" || state === "saving") && <Trans>Saving…</Trans>}
          {state === "silent" && <Trans>Not saved yet: no answer from the server. We keep trying.</Trans>}
          {state === "silent" && kept && (
            <>
              {" "}
              <Trans>Your text is kept on this device meanwhile.</Trans>
            </>
          )}
          {state === "stale" && <Trans>Not saved: somebody else changed this.</Trans>}
          {state === "refused" && (
            <>
              <Trans>Not saved:</Trans> {problem?.detail}
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-3">
          {state === "silent" && onRetry && (
            <Button look="ghost" onPress={onRetry}>
              <Trans>Try again now</Trans>
            </Button>
          )}
          {state === "stale" && onMerge && (
            <Button look="go" onPress={onMerge}>
              <Trans>Put both together</Trans>
            </Button>
          )}
          {children}
        </div>
      </div>
    </div>
  );
}
