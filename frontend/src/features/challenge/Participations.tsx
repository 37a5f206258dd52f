import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { ChallengeDetail, ParticipationOut } from "@/api";
import { ROUTE } from "@/shared/domain/labels";
import { lineColour } from "@/shared/domain/lines";
import { useWords } from "@/shared/domain/useWords";
import { formatMoney } from "@/shared/lib/money";
import { countryName } from "@/shared/lib/names";

import { Facts, Section } from "./Facts";

/** What each city adds, side by side. Only where several cities run it together. */
export function Participations({ detail }: { detail: ChallengeDetail }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const parts = detail.participations;
  if (parts.length < 2) return null;
  const currency = detail.terms.funding.budget?.currency ?? "EUR";
  const share = ({ budget_share_minor: minor }: ParticipationOut) =>
    minor === null ? t`Not stated` : formatMoney(minor, currency, i18n.locale);
  // The lead city's route is that of the challenge itself.
  const routeOf = ({ state, route }: ParticipationOut) =>
    state === "lead" && route === "unstated" ? detail.terms.funding.route : route;
  const rows: { name: string; cell: (part: ParticipationOut) => string }[] = [
    { name: t`Part in it`, cell: (part) => (part.state === "lead" ? t`Leads` : t`Joined`) },
    { name: t`Country`, cell: (part) => countryName(part.city.country, i18n.locale) },
    { name: t`Share of the budget`, cell: share },
    { name: t`Route`, cell: (part) => word(ROUTE, routeOf(part)) },
  ];
  return (
    <Section id="cities" title={t`What each city adds`}>
      {/* Side by side a phone would hide the last cities: there, one after the other. */}
      <ul className="flex flex-col gap-5 sm:hidden">
        {parts.map((part) => (
          <li key={part.city.id}>
            <h3 className="mb-2 text-lg">
              <CityName city={part.city} />
            </h3>
            <Facts facts={rows.map(({ name, cell }) => ({ name, value: cell(part) }))} />
          </li>
        ))}
      </ul>
      {/* A table may be wider than the screen: it scrolls by itself, reachable by keyboard. */}
      <div role="region" aria-label={t`Table of the cities’ terms`} tabIndex={0} className="overflow-x-auto max-sm:hidden">
        <table className="w-full min-w-[32rem] border-collapse text-start">
          <thead>
            <tr className="border-b-[3px] border-ink text-start">
              <th scope="col" className="py-2 pe-4 text-start align-bottom font-sign font-bold">
                <Trans>Terms</Trans>
              </th>
              {parts.map(({ city }) => (
                <th key={city.id} scope="col" className="py-2 pe-4 text-start align-bottom font-sign font-bold">
                  <CityName city={city} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, cell }) => (
              <tr key={name} className="border-b border-rule align-top">
                <th scope="row" className="py-2.5 pe-4 text-start font-normal">
                  {name}
                </th>
                {parts.map((part) => (
                  <td key={part.city.id} className="figure-sign py-2.5 pe-4">
                    {cell(part)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function CityName({ city }: { city: ParticipationOut["city"] }) {
  return (
    <>
      <span
        aria-hidden
        className="me-1.5 inline-block size-3.5 rounded-full border-4 bg-card align-[-2px]"
        style={{ borderColor: lineColour(city.line) }}
      />
      {city.slug ? (
        <Link to="/cities/$slug" params={{ slug: city.slug }} lang={city.name.lang} className="link-quiet">
          {city.name.value}
        </Link>
      ) : (
        <span lang={city.name.lang}>{city.name.value}</span>
      )}
    </>
  );
}
