import { useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { ProgressBar } from "@/shared/ui/ProgressBar";

import { progressOf } from "./imports";
import { importOptions } from "./queries";

// The list is read again each time so many more records have come.
const STEP = 1_000;

/** On the first start the page answers before the records are in: say how far they are. */
export function ImportBanner() {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const { data, dataUpdatedAt } = useQuery(importOptions());
  const progress = progressOf(data?.items ?? [], new Date(dataUpdatedAt));
  const step = progress ? Math.floor(progress.done / STEP) : -1;
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ["feed"] });
  }, [queries, step]);
  if (!progress) return null;
  const figures = new Intl.NumberFormat(i18n.locale);
  return (
    <div className="wrap pt-4">
      <ProgressBar
        label={t`Real records are arriving from public sources`}
        value={progress.done}
        max={progress.total}
        text={t`${figures.format(progress.done)} of ${figures.format(progress.total)}`}
      />
    </div>
  );
}
