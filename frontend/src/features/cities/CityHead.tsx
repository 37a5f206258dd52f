import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { BuyerOut, CityOut } from "@/api";
import { lineColour } from "@/shared/domain/lines";
import { countryName, languageName, listOf } from "@/shared/lib/names";
import { Banner } from "@/shared/ui/Banner";
import { Markdown } from "@/shared/ui/Markdown";
import { PageHeading } from "@/shared/ui/PageHeading";

/** A city under its line: who it is, in its words. */
export function CityHead({ city }: { city: CityOut }) {
  const { t, i18n } = useLingui();
  const figures = new Intl.NumberFormat(i18n.locale);
  const facts = [
    [city.region, countryName(city.country, i18n.locale)].filter(Boolean).join(", "),
    city.population && t`${figures.format(city.population)} people`,
    t`works in ${listOf(
      city.languages.map((code) => languageName(code, i18n.locale)),
      i18n.locale,
    )}`,
    t`time zone ${city.timezone}`,
  ].filter(Boolean);
  return (
    <>
      <div aria-hidden className="h-2.5" style={{ background: lineColour(city.line) }} />
      <div className="wrap pt-7">
        <p className="text-ink2">
          <Link to="/cities" className="link-quiet">
            <Trans>Cities</Trans>
          </Link>
        </p>
        <div className="mt-1 flex items-center gap-4">
          <span
            aria-hidden
            className="size-9 flex-none rounded-full border-[9px] bg-card"
            style={{ borderColor: lineColour(city.line) }}
          />
          <PageHeading title={city.name.value} lang={city.name.lang} className="text-4xl sm:text-5xl" />
        </div>
        <p className="mt-3 text-ink2">{facts.join(" · ")}</p>
        {city.demo && (
          <div className="mt-4 max-w-3xl">
            <Banner tone="signal" title={t`A demonstration`}>
              <Trans>This city is invented. So are its challenges; nothing here can be won.</Trans>
            </Banner>
          </div>
        )}
        {city.about && (
          <div className="mt-5 text-lg">
            <Markdown text={city.about} />
          </div>
        )}
        {city.website && (
          <p className="mt-3">
            <a href={city.website} rel="noreferrer" className="link-quiet inline-flex min-h-11 items-center">
              {city.website.replace(/^https?:\/\//, "")}
            </a>
          </p>
        )}
      </div>
    </>
  );
}

/** A public buyer that is known only from the records of other portals. */
export function BuyerHead({ buyer }: { buyer: BuyerOut }) {
  const { i18n } = useLingui();
  const place = [buyer.locality, buyer.region, countryName(buyer.country, i18n.locale)].filter(Boolean).join(", ");
  return (
    <>
      <div aria-hidden className="h-2.5" style={{ background: lineColour(null) }} />
      <div className="wrap pt-7">
        <p className="text-ink2">
          <Trans>Public buyer, known from other portals</Trans>
        </p>
        <PageHeading title={buyer.name} className="mt-1 max-w-[30ch] text-3xl sm:text-4xl" />
        <p className="mt-3 text-ink2">
          {place}
          {buyer.scheme !== "name" && (
            <>
              {" · "}
              <span className="figure-sign">
                {buyer.scheme} {buyer.identifier}
              </span>
            </>
          )}
        </p>
        {buyer.city_slug && (
          <p className="mt-3">
            <Link to="/cities/$slug" params={{ slug: buyer.city_slug }} className="link-quiet">
              <Trans>This city publishes on Interurban itself: see its page</Trans>
            </Link>
          </p>
        )}
      </div>
    </>
  );
}
