import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useMemo } from "react";

import { APPROACH, KIND, POSTED_BY, RIGHT, SOCIAL, STATUS } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { countryName, languageName } from "@/shared/lib/names";
import { Disclosure } from "@/shared/ui/Disclosure";
import { Skeleton } from "@/shared/ui/Skeleton";

import { FacetGroup, type FacetOption } from "./FacetGroup";
import { type FeedSearch, isOnlyOpen, type Multiple, without } from "./search";

// Comboboxes and fields that most readers never open; they come when asked for.
const MoreFilters = lazy(() => import("./MoreFilters"));

export type Facets = Record<string, { value: string; count: number }[]>;

type Props = { search: FeedSearch; facets: Facets | null; onChange: (search: FeedSearch) => void };

const PUBLIC_STATUS = ["open", "planned", "evaluation", "pilot", "concluded", "off_ramped", "cancelled"] as const;

export function Filters({ search, facets, onChange }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const counts = useMemo(() => {
    const maps = Object.entries(facets ?? {}).map(
      ([name, values]) => [name, new Map(values.map(({ value, count }) => [value, count]))] as const,
    );
    return new Map(maps);
  }, [facets]);

  const set = (name: Multiple) => (values: string[]) =>
    onChange(values.length > 0 ? { ...search, [name]: values } : without(search, name));
  const group = (name: Multiple, label: string, options: FacetOption[]) => (
    <FacetGroup label={label} options={options} counts={counts.get(name)} value={search[name] ?? []} onChange={set(name)} />
  );
  const closed = (labels: Parameters<typeof word>[0], values: readonly string[] = Object.keys(labels)) =>
    values.map((value) => ({ value, label: word(labels, value) }));
  // Countries, languages and programmes are whatever the records have, most frequent first.
  const found = (name: Multiple, label: (value: string) => string) => {
    const values = [...(counts.get(name)?.keys() ?? [])];
    const missing = (search[name] ?? []).filter((value) => !values.includes(value));
    return [...missing, ...values].map((value) => ({ value, label: label(value) }));
  };

  return (
    <div className="flex flex-col">
      {/* Without a status in the address the feed shows what is open; unticking it all returns there. */}
      <FacetGroup
        label={t`Status`}
        options={closed(STATUS, PUBLIC_STATUS)}
        counts={counts.get("status")}
        value={search.status ?? (isOnlyOpen(search) ? ["open"] : [])}
        onChange={(values) => set("status")(values.filter((value) => value !== "any"))}
      />
      {group("right", t`Your rights`, closed(RIGHT))}
      {group("kind", t`Kind`, closed(KIND))}
      {group("posted_by", t`Posted by`, closed(POSTED_BY))}
      {group("approach", t`Approach`, closed(APPROACH))}
      {group("country", t`Country`, found("country", (code) => countryName(code, i18n.locale)))}
      <Disclosure title={t`More filters`} className="border-t border-rule pt-2">
        <Suspense fallback={<Skeleton className="h-40" />}>
          <MoreFilters search={search} onChange={onChange} />
        </Suspense>
        {group("social", t`Social impact`, closed(SOCIAL))}
        {group("language", t`Language of the texts`, found("language", (code) => languageName(code, i18n.locale)))}
        {group("funding", t`Funding programme`, found("funding", (name) => name))}
      </Disclosure>
    </div>
  );
}
