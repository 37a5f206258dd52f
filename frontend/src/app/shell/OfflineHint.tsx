import { Trans } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";

function subscribe(changed: () => void) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

export function OfflineHint() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <p className="border-b-2 border-ink bg-signal px-4 py-2 text-center text-on-signal">
          <Trans>You are offline. What you see may be old, and nothing can be saved until the line is back.</Trans>
        </p>
      )}
    </div>
  );
}
