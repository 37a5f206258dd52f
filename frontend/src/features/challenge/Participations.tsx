import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { CardPublisher, ChallengeDetail, ParticipationNoticeOut, ParticipationOut } from "@/api";
import { When } from "@/shared/domain/Deadline";
import { lineColour } from "@/shared/domain/lines";
import { useWords } from "@/shared/domain/useWords";
import { countryName } from "@/shared/lib/names";
import { useNow } from "@/shared/lib/useNow";

import { Facts, Section } from "./Facts";
import { type Aspect, aspects } from "./localTerms";

/** One challenge, the common terms, and what differs per city, side by side. */
export function Participations({ detail }: { detail: ChallengeDetail }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const parts = detail.participations;
  const notices = detail.participation_notices;
  if (parts.length < 2 && notices.length === 0) return null;
  const differs = aspects(detail, i18n, word);
  const rows: Aspect[] = [
    { name: t`Part in it`, common: null, cell: (part) => (part.state === "lead" ? t`Leads` : t`Joined`) },
    { name: t`Country`, common: null, cell: (part) => countryName(part.city.country, i18n.locale) },
    ...differs,
  ];
  return (
    <Section id="cities" title={t`What each city adds`}>
      {parts.length > 1 && <Cities rows={rows} parts={parts} />}
      {notices.length > 0 && <Notices notices={notices} zone={detail.dates.timezone} />}
    </Section>
  );
}

function Cities({ rows, parts }: { rows: readonly Aspect[]; parts: readonly ParticipationOut[] }) {
  const { t } = useLingui();
  const common = rows.filter((row) => row.common);
  return (
    <>
      <p className="mb-3 max-w-[62ch] text-ink2">
        <Trans>The common terms hold for every city. Where a city says something of its own, that holds for its part.</Trans>
      </p>
      {/* Side by side a phone would hide the last cities: there, one after the other. */}
      <ul className="flex flex-col gap-5 sm:hidden">
        {common.length > 0 && (
          <li>
            <h3 className="mb-2 text-lg">
              <Trans>For all cities</Trans>
            </h3>
            <Facts facts={common.map((row) => ({ name: row.name, value: row.common }))} />
          </li>
        )}
        {parts.map((part) => (
          <li key={part.city.id}>
            <h3 className="mb-2 text-lg">
              <CityName city={part.city} />
            </h3>
            <Facts
              facts={rows.map((row) => ({ name: row.name, value: row.cell(part) })).filter(({ value }) => value !== null)}
            />
          </li>
        ))}
      </ul>
      {/* A table may be wider than the screen: it scrolls by itself, reachable by keyboard. */}
      <div role="region" aria-label={t`Table of the cities’ terms`} tabIndex={0} className="overflow-x-auto max-sm:hidden">
        <table className="w-full min-w-[44rem] table-fixed border-collapse text-start">
          <thead>
            <tr className="border-b-[3px] border-ink text-start">
              <Head>
                <Trans>Terms</Trans>
              </Head>
              <Head>
                <Trans>For all cities</Trans>
              </Head>
              {parts.map(({ city }) => (
                <Head key={city.id}>
                  <CityName city={city} />
                </Head>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, common: shared, cell }) => (
              <tr key={name} className="border-b border-rule align-top">
                <th scope="row" className="py-2.5 pe-4 text-start font-normal">
                  {name}
                </th>
                <Cell>{shared || <span className="text-ink2">–</span>}</Cell>
                {parts.map((part) => (
                  <Cell key={part.city.id}>{cell(part) ?? <AsForAll hasCommon={Boolean(shared)} />}</Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Head({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="py-2 pe-4 text-start align-bottom font-sign font-bold">
      {children}
    </th>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="figure-sign py-2.5 pe-4 break-words hyphens-auto">{children}</td>;
}

function AsForAll({ hasCommon }: { hasCommon: boolean }) {
  return <span className="text-ink2">{hasCommon ? <Trans>as for all</Trans> : <Trans>not stated</Trans>}</span>;
}

/** Who came and went since publication. Nothing of the other cities' parts has changed by it. */
function Notices({ notices, zone }: { notices: readonly ParticipationNoticeOut[]; zone: string }) {
  const now = useNow();
  return (
    <div className="mt-5">
      <h3 className="mb-1 text-lg">
        <Trans>Since publication</Trans>
      </h3>
      <ul className="border-t border-rule">
        {notices.map((notice) => (
          <li key={`${notice.city.id} ${notice.at}`} className="border-b border-rule py-2.5">
            <span className="figure-sign">
              <When at={notice.at} zone={zone} now={now} />
            </span>
            {": "}
            <NoticeWords notice={notice} />
            {notice.reason && <> “{notice.reason}”</>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function NoticeWords({ notice: { kind, city } }: { notice: ParticipationNoticeOut }) {
  const name = <b lang={city.name.lang}>{city.name.value}</b>;
  if (kind === "joined") return <Trans>{name} joined.</Trans>;
  if (kind === "left") return <Trans>{name} left. The common terms and the other cities’ parts stay as they are.</Trans>;
  return <Trans>{name} leads from now on.</Trans>;
}

function CityName({ city }: { city: CardPublisher }) {
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
