import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";

import { useCategoryLabels } from "@/shared/domain/categories";
import { APPROACH, KIND, OWNERSHIP, POSTED_BY, RIGHT, SOCIAL, STATUS } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { formatMoney } from "@/shared/lib/money";
import { countryName, languageName } from "@/shared/lib/names";
import { many } from "@/shared/lib/search-params";

import { usePublisherNames } from "./publishers";
import { type FeedSearch, MULTIPLE, type Multiple, SINGLE, type Single, without } from "./search";

type Props = { search: FeedSearch; onChange: (search: FeedSearch) => void };

const CLOSED: Partial<Record<Multiple, Record<string, MessageDescriptor>>> = {
  status: STATUS,
  right: RIGHT,
  kind: KIND,
  posted_by: POSTED_BY,
  approach: APPROACH,
  social: SOCIAL,
  ip: OWNERSHIP,
};
// These are said by the filter they belong to.
const SILENT: readonly string[] = ["sort", "radius_km"];

/** Every filter that is set, in words, each with its own way out. */
export function ActiveFilters({ search, onChange }: Props) {
  const { t } = useLingui();
  const say = useFilterWords(search);
  const set = [...MULTIPLE, ...SINGLE]
    .filter((name) => !SILENT.includes(name))
    .flatMap((name) => many(search[name]).map((value) => ({ name, value })));
  if (set.length === 0) return null;
  return (
    <ul aria-label={t`Filters that are set`} className="flex flex-wrap gap-2 py-1">
      {set.map(({ name, value }) => (
        <li key={`${name}=${value}`}>
          <button
            type="button"
            onClick={() => onChange(without(search, name, value))}
            aria-label={t`Remove the filter ${say(name, value)}`}
            className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-md border-2 border-ink px-3 font-sign text-[0.9375rem] font-semibold hover:bg-wash"
          >
            {say(name, value)}
            <svg aria-hidden width="10" height="10" viewBox="0 0 10 10" stroke="currentColor" strokeWidth="2.4">
              <path d="m1 1 8 8M9 1 1 9" />
            </svg>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useFilterWords(search: FeedSearch) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const categories = useCategoryLabels(search.category ?? [], i18n.locale);
  const names = usePublisherNames(search, i18n.locale);
  const money = (value: string) => formatMoney(Number(value), search.currency ?? "EUR", i18n.locale);
  const open: Partial<Record<Multiple | Single, (value: string) => string>> = {
    country: (value) => countryName(value, i18n.locale),
    language: (value) => languageName(value, i18n.locale),
    category: (value) => categories.get(value)?.value ?? value,
    q: (value) => t`“${value}”`,
    place: (value) => (search.radius_km ? t`within ${search.radius_km} km of ${value}` : value),
    closing_within: (value) => t`closing within ${value} days`,
    currency: (value) => t`budget in ${value}`,
    budget_min: (value) => t`from ${money(value)}`,
    budget_max: (value) => t`up to ${money(value)}`,
    demo: (value) => (value === "only" ? t`only demonstrations` : t`no demonstrations`),
    data: (value) => t`data kept in ${countryName(value, i18n.locale)}`,
  };
  return (name: Multiple | Single, value: string): string => {
    const closed = CLOSED[name as Multiple];
    return closed ? word(closed, value) : (names.get(`${name}=${value}`) ?? open[name]?.(value) ?? value);
  };
}
