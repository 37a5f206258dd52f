import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { CityOut } from "@/api";
import { lineColour } from "@/shared/domain/lines";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { countryName } from "@/shared/lib/names";
import { CityLine } from "@/shared/ui/CityLine";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ShowMore } from "@/shared/ui/ShowMore";
import { Skeleton } from "@/shared/ui/Skeleton";

import { citiesOptions } from "./queries";

/** Every city that publishes here, as a line with its open stops. */
export function CityList() {
  const { t, i18n } = useLingui();
  const list = useInfiniteQuery(citiesOptions(i18n.locale));
  const cities = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton className="h-72" />;
  if (list.isError && cities.length === 0) {
    return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (cities.length === 0) {
    return (
      <EmptyState title={t`No city publishes here yet`}>
        <Trans>Cities are added after somebody has made sure who they are.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="border-t border-rule">
        {cities.map((city) => (
          <CityRow key={city.id} city={city} />
        ))}
      </ul>
      <ShowMore of={list} />
    </>
  );
}

function CityRow({ city }: { city: CityOut }) {
  const { i18n } = useLingui();
  return (
    <li className="grid items-center gap-x-8 gap-y-1 border-b border-rule py-4 sm:grid-cols-[16rem_1fr_9rem]">
      <div>
        <Link
          to="/cities/$slug"
          params={{ slug: city.slug }}
          lang={city.name.lang}
          className="sign inline-flex min-h-11 items-center text-xl no-underline decoration-2 underline-offset-4 hover:underline"
        >
          {city.name.value}
        </Link>
        <p className="text-[0.9375rem] text-ink2">
          {countryName(city.country, i18n.locale)}
          {city.demo && (
            <>
              {" · "}
              <Trans>demonstration</Trans>
            </>
          )}
        </p>
      </div>
      <CityLine colour={lineColour(city.line)} stops={city.open_challenges} />
      <p className="figure-sign sm:text-end">
        <Plural value={city.open_challenges} _0="nothing open" one="# open" other="# open" />
      </p>
    </li>
  );
}
