import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { DraftOut } from "@/api";
import { Banner } from "@/shared/ui/Banner";

/** A challenge that is public is read as everybody reads it. */
export function Published({ draft, children }: { draft: DraftOut; children?: ReactNode }) {
  const { id, slug, original_language: original } = draft;
  return (
    <div className="wrap">
      <p className="text-xl">
        <Link to="/challenges/$id/$slug" params={{ id, slug }} lang={original} className="link-quiet sign">
          {draft.texts[original]?.title}
        </Link>
      </p>
      <div className="my-5 max-w-3xl">
        <Banner>
          <Trans>It is public, so its text can no longer be changed here.</Trans>{" "}
          <Link to="/desk/$id/life" params={{ id }} className="link-quiet">
            <Trans>Answer, change, extend or end it</Trans>
          </Link>
        </Banner>
      </div>
      {children}
    </div>
  );
}
