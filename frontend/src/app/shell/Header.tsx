import { Trans, useLingui } from "@lingui/react/macro";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useSession } from "@/shared/session";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Mark } from "@/shared/ui/Mark";

import { AccountMenu } from "./AccountMenu";
import { LanguageSwitch } from "./LanguageSwitch";

function NavLink({ children, ...props }: LinkProps & { children: ReactNode }) {
  return (
    <Link
      {...props}
      className="inline-flex min-h-11 items-center border-b-4 border-transparent pt-1 font-medium no-underline max-sm:text-[0.9375rem] hover:border-rule aria-[current=page]:border-signal"
      activeProps={{ "aria-current": "page" }}
    >
      {children}
    </Link>
  );
}

export function Header() {
  const { t } = useLingui();
  const session = useSession();
  const side = session?.side;
  return (
    <header className="border-b-[3px] border-ink bg-paper">
      <div className="wrap flex flex-wrap items-center gap-x-3 sm:gap-x-7 lg:h-[4.25rem]">
        <Link to="/" className="sign order-1 inline-flex min-h-14 items-center gap-2.5 text-[1.25rem] no-underline sm:text-[1.375rem]">
          <Mark />
          {/* A signed-in reader's own name needs the room. */}
          <span className={session ? "max-[27rem]:sr-only" : "max-[22rem]:sr-only"}>Interurban</span>
        </Link>
        <nav aria-label={t`Main`} className="order-3 flex w-full flex-wrap gap-x-4 sm:gap-x-6 lg:order-2 lg:w-auto lg:flex-1">
          <NavLink to="/" activeOptions={{ exact: true, includeSearch: false }}>
            <Trans>Challenges</Trans>
          </NavLink>
          <NavLink to="/cities">
            <Trans>Cities</Trans>
          </NavLink>
          {side === "supplier" && (
            <>
              <NavLink to="/matches">
                <Trans>My matches</Trans>
              </NavLink>
              <NavLink to="/profile">
                <Trans>My profile</Trans>
              </NavLink>
            </>
          )}
          {side === "city" && (
            <NavLink to="/desk">
              <Trans>My city’s desk</Trans>
            </NavLink>
          )}
          {side === "platform" && (
            <NavLink to="/admin">
              <Trans>Platform</Trans>
            </NavLink>
          )}
        </nav>
        <div className="order-2 ms-auto flex items-center gap-2 sm:gap-3 lg:order-3 lg:gap-5">
          <LanguageSwitch />
          {session ? (
            <AccountMenu session={session} />
          ) : (
            // Until it is known who is asking, the place is kept and empty.
            <ButtonLink to="/sign-in" look="ghost" className={session === undefined ? "invisible max-sm:px-3" : "max-sm:px-3"}>
              <Trans>Sign in</Trans>
            </ButtonLink>
          )}
        </div>
      </div>
    </header>
  );
}
