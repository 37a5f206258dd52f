import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { SupplierDetail } from "@/api";
import { AWARD_ROLE, IP_STANCE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { plainDay } from "@/shared/lib/dates";
import { formatMoney } from "@/shared/lib/money";
import { countryName, languageName, listOf } from "@/shared/lib/names";
import { Banner } from "@/shared/ui/Banner";
import { Markdown } from "@/shared/ui/Markdown";
import { PageHeading } from "@/shared/ui/PageHeading";

type Props = { supplier: SupplierDetail };

/** A firm as its owner shows it, or as public award records know it. */
export function SupplierView({ supplier }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const place = [supplier.locality, countryName(supplier.country, i18n.locale)].filter(Boolean).join(", ");
  const facts = [
    supplier.regions.length > 0 &&
      t`works in these countries: ${listOf(
        supplier.regions.map((code) => countryName(code, i18n.locale)),
        i18n.locale,
      )}`,
    supplier.languages.length > 0 &&
      t`speaks ${listOf(
        supplier.languages.map((code) => languageName(code, i18n.locale)),
        i18n.locale,
      )}`,
  ].filter((fact) => fact !== false);
  return (
    <article className="wrap narrow pt-9">
      <p className="text-ink2">
        <Trans>Firm</Trans>
      </p>
      <PageHeading title={supplier.name} />
      <p className="mt-2 text-ink2">{[place, ...facts].join(" · ")}</p>
      {supplier.website && (
        <p>
          <a href={supplier.website} rel="noreferrer" className="link-quiet inline-flex min-h-11 items-center">
            {supplier.website.replace(/^https?:\/\//, "")}
          </a>
        </p>
      )}
      <div className="mt-4 flex flex-col gap-3">
        {supplier.demo && (
          <Banner tone="signal" title={t`A demonstration`}>
            <Trans>This firm is invented.</Trans>
          </Banner>
        )}
        {!supplier.claimed && (
          <Banner title={t`Known only from public award records`}>
            <Trans>Nothing here was written or confirmed by the firm. It gets no messages from us.</Trans>
          </Banner>
        )}
      </div>
      {supplier.summary?.value && (
        <p lang={supplier.summary.lang} className="mt-6 max-w-[62ch] text-xl leading-normal">
          {supplier.summary.value}
        </p>
      )}
      {supplier.capabilities?.value && (
        <Part id="capabilities" title={t`What it does`}>
          <Markdown text={supplier.capabilities} />
        </Part>
      )}
      {supplier.categories.length > 0 && (
        <Part id="categories" title={t`Categories`}>
          <ul>
            {supplier.categories.map(({ code, label }) => (
              <li key={code}>
                <span className="figure-sign text-[0.9375rem] text-ink2">{code}</span>{" "}
                {label && <span lang={label.lang}>{label.value}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {supplier.ip_stance !== "unstated" && (
        <Part id="ip" title={t`Intellectual property`}>
          <p>{word(IP_STANCE, supplier.ip_stance)}</p>
        </Part>
      )}
      <TrackRecord supplier={supplier} />
      <Awards supplier={supplier} />
    </article>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-9">
      <h2 id={id} className="mb-3 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

function TrackRecord({ supplier }: Props) {
  const { t } = useLingui();
  if (supplier.track_record.length === 0) return null;
  return (
    <Part id="done" title={t`What it has done, as it says`}>
      <ul className="border-t border-rule">
        {supplier.track_record.map((entry) => (
          <li key={`${entry.title}${entry.year}`} className="border-b border-rule py-3">
            <p className="font-medium">{entry.title}</p>
            <p className="text-[0.9375rem] text-ink2">
              {[entry.customer, entry.year].filter(Boolean).join(", ")}
            </p>
            {entry.summary && <p className="max-w-[68ch]">{entry.summary}</p>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Awards({ supplier }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  if (supplier.awards.length === 0) return null;
  return (
    <Part id="awards" title={t`In public records`}>
      <ul className="border-t border-rule">
        {supplier.awards.map((award) => (
          <li key={`${award.challenge_id}${award.role}`} className="flex flex-wrap items-center gap-x-5 border-b border-rule py-1.5">
            <Link
              to="/challenges/$id"
              params={{ id: award.challenge_id }}
              className="link-quiet inline-flex min-h-11 flex-1 basis-48 items-center"
            >
              {award.awarded_on ? plainDay(i18n.locale, award.awarded_on) : t`The record`}
            </Link>
            <span className="text-ink2">{word(AWARD_ROLE, award.role)}</span>
            {award.amount_minor !== null && award.currency && (
              <span className="figure-sign">{formatMoney(award.amount_minor, award.currency, i18n.locale)}</span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
