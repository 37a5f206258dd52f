import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import { type Session, useSignOut } from "@/shared/session";
import { buttonStyle } from "@/shared/ui/button-style";

const ITEM = "flex min-h-11 w-full cursor-pointer items-center px-4 text-start no-underline hover:bg-wash";

/** Links under one's own name: a disclosure, not a menu of commands, so Tab walks it as any list of links. */
export function AccountMenu({ session }: { session: Session }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const signOut = useSignOut();

  useEffect(() => {
    if (!open) return;
    const leave = (event: PointerEvent | KeyboardEvent) => {
      const escaped = event instanceof KeyboardEvent && event.key === "Escape";
      const outside = event instanceof PointerEvent && !root.current?.contains(event.target as Node);
      if (escaped) root.current?.querySelector("button")?.focus();
      if (escaped || outside) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("keydown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("keydown", leave);
    };
  }, [open]);

  const close = () => setOpen(false);
  return (
    <div ref={root} className="relative">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={buttonStyle("ghost", "max-w-44 sm:max-w-64")}
      >
        <span className="truncate">{session.acting?.organisation.name ?? session.account.name}</span>
      </button>
      {open && (
        <div className="absolute end-0 z-20 mt-1 w-72 max-w-[calc(100vw-2rem)] rounded-md border-2 border-ink bg-card py-1">
          <p className="px-4 py-2 text-[0.9375rem] text-ink2">{session.account.name}, {session.account.email}</p>
          <Link to="/account" className={ITEM} onClick={close}>
            <Trans>Account, members and sessions</Trans>
          </Link>
          <Link to="/notifications" className={ITEM} onClick={close}>
            <Trans>Notifications</Trans>
          </Link>
          <Link to="/follows" className={ITEM} onClick={close}>
            <Trans>Challenges that you follow</Trans>
          </Link>
          <button type="button" className={ITEM} onClick={() => void signOut().then(close)}>
            <Trans>Sign out</Trans>
          </button>
        </div>
      )}
    </div>
  );
}
