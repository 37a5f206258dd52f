import { Trans } from "@lingui/react/macro";
import { Outlet } from "@tanstack/react-router";

import { Footer } from "./Footer";
import { Header } from "./Header";
import { OfflineHint } from "./OfflineHint";

export function Shell() {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sign absolute start-4 top-2 z-50 -translate-y-24 rounded-md bg-signal px-4 py-3 text-on-signal focus:translate-y-0"
      >
        <Trans>Skip to the content</Trans>
      </a>
      <Header />
      <OfflineHint />
      {/* A screen's height from the start: what loads later pushes nothing that one already sees. */}
      <main id="main" tabIndex={-1} className="min-h-dvh flex-1 pb-16 outline-none">
        <Outlet />
      </main>
      <Footer />
    </div>
  );
}
