import { useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { ProgressBar } from "@/shared/ui/ProgressBar";

import { importOptions } from "./queries";

/** On the first start the page answers before the records are in: say how far they are. */
export function ImportBanner() {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const { data } = useQuery(importOptions());
  const running = data?.running ?? false;
  const done = data?.done ?? 0;
  const step = Math.floor(done / 1000);
  useEffect(() => {
    if (step > 0) void queries.invalidateQueries({ queryKey: ["feed"] });
  }, [queries, step, running]);
  if (!data || !running) return null;
  const figures = new Intl.NumberFormat(i18n.locale);
  return (
    <div className="wrap pt-4">
      <ProgressBar
        label={t`Real records are arriving from public sources`}
        value={done}
        max={data.total}
        text={t`${figures.format(done)} of ${figures.format(data.total)}`}
      />
    </div>
  );
}
