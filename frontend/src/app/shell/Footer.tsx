import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useState } from "react";

import { chooseTheme, storedTheme, THEMES, type Theme } from "@/shared/lib/theme";
import { Mark } from "@/shared/ui/Mark";
import { Select } from "@/shared/ui/Select";

function FootLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <a href={href} className="link-quiet inline-flex min-h-11 items-center">
        {children}
      </a>
    </li>
  );
}

export function Footer() {
  const { t } = useLingui();
  const [theme, setTheme] = useState(storedTheme);
  const names: Record<Theme, string> = { system: t`As the system`, light: t`Light`, dark: t`Dark` };
  return (
    <footer className="mt-auto border-t-[3px] border-ink bg-wash">
      <div className="wrap grid gap-x-10 gap-y-6 py-10 text-[0.9375rem] sm:grid-cols-2 lg:grid-cols-[1.6fr_1fr_1fr_1fr]">
        <div>
          <p className="sign flex items-center gap-2 text-lg">
            <Mark className="size-7" />
            Interurban
          </p>
          <p className="mt-2 max-w-[38ch] text-ink2">
            <Trans>
              Real records come from public sources; each one names its source and licence. Invented cities and firms are
              marked as demonstrations.
            </Trans>
          </p>
        </div>
        <section>
          <h2 className="text-base">
            <Trans>Follow</Trans>
          </h2>
          <ul className="mt-1">
            <FootLink href="/v1/challenges.rss">RSS</FootLink>
            <FootLink href="/v1/challenges.atom">Atom</FootLink>
            <FootLink href="/v1/challenges.json">JSON Feed</FootLink>
          </ul>
        </section>
        <section>
          <h2 className="text-base">
            <Trans>Build on it</Trans>
          </h2>
          <ul className="mt-1">
            <FootLink href="/docs">
              <Trans>API documentation</Trans>
            </FootLink>
            <FootLink href="/v1/changes">
              <Trans>Everything that changed</Trans>
            </FootLink>
            <li>
              <Link to="/sources" className="link-quiet inline-flex min-h-11 items-center">
                <Trans>Sources and licences</Trans>
              </Link>
            </li>
            <li>
              <Link to="/matching" className="link-quiet inline-flex min-h-11 items-center">
                <Trans>How matching works here</Trans>
              </Link>
            </li>
            <li>
              <Link to="/review" className="link-quiet inline-flex min-h-11 items-center">
                <Trans>Review a text</Trans>
              </Link>
            </li>
          </ul>
        </section>
        <div>
          <Select
            label={t`Light or dark`}
            value={theme}
            onChange={(next) => {
              chooseTheme(next);
              setTheme(next);
            }}
            options={THEMES.map((value) => ({ value, label: names[value] }))}
          />
        </div>
      </div>
    </footer>
  );
}
