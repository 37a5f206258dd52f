import { useLingui } from "@lingui/react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";

import { CityHead, cityOptions } from "@/features/cities";
import { CityPolicy } from "@/features/policy";

import { RecordsOf } from "./RecordsOf";

const route = getRouteApi("/cities/$slug");

export default function CityPage() {
  const { i18n } = useLingui();
  const { slug } = route.useParams();
  const { data: city } = useSuspenseQuery(cityOptions(slug, i18n.locale));
  return (
    <div key={slug}>
      <CityHead city={city} />
      <CityPolicy slug={slug} />
      <RecordsOf filter={{ city: [slug] }} />
    </div>
  );
}
