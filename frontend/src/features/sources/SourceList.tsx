import { Plural, Trans } from "@lingui/react/macro";
import { useLingui } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { listSourcesOptions } from "@/api/@tanstack/react-query.gen";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { Skeleton } from "@/shared/ui/Skeleton";

/** Whose records are here, and on what terms. */
export function SourceList() {
  const { i18n } = useLingui();
  const list = useQuery(listSourcesOptions());
  const figures = new Intl.NumberFormat(i18n.locale);
  if (list.isPending) return <Skeleton className="h-60" />;
  if (list.error) return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.items.length === 0) {
    return (
      <p className="border-t border-rule py-5 text-ink2">
        <Trans>No records of other portals are here yet.</Trans>
      </p>
    );
  }
  return (
    <ul className="border-t border-rule">
      {list.data.items.map((source) => (
        <li key={source.key} className="grid gap-x-8 border-b border-rule py-3 sm:grid-cols-[1fr_18rem_9rem] sm:items-center">
          <span className="font-medium">{source.attribution}</span>
          <span className="text-ink2">{source.licence}</span>
          <Link
            to="/"
            search={{ source: [source.key], status: ["any"] }}
            className="link-quiet figure-sign inline-flex min-h-11 items-center sm:justify-end"
          >
            {figures.format(source.records)}{" "}
            <span className="sr-only">
              <Plural value={source.records} one="record" other="records" /> {source.attribution}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
