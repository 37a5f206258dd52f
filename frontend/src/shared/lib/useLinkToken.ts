import { useState } from "react";

/**
 * The token of a link from a mail. It stands behind the #, so that it reaches no server's log; once read it is taken
 * out of the address, so that it does not stay in the history either.
 */
export function useLinkToken(): string | null {
  const [token] = useState(() => {
    const found = new URLSearchParams(window.location.hash.slice(1)).get("token");
    if (found) window.history.replaceState(window.history.state, "", window.location.pathname);
    return found;
  });
  return token;
}
