import { useLingui } from "@lingui/react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";

import { getSupplierOptions } from "@/api/@tanstack/react-query.gen";
import { SupplierView } from "@/features/suppliers";

const route = getRouteApi("/suppliers/$id");

export default function SupplierPage() {
  const { i18n } = useLingui();
  const { id } = route.useParams();
  const { data } = useSuspenseQuery(getSupplierOptions({ path: { supplier_id: id }, query: { lang: i18n.locale } }));
  return <SupplierView key={id} supplier={data} />;
}
