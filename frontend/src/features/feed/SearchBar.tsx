import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { Button } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Select";
import { CONTROL } from "@/shared/ui/styles";

import { type FeedSearch, without } from "./search";

export const SEARCH_ID = "search";

type Props = { search: FeedSearch; onChange: (search: FeedSearch) => void };

export function SearchBar({ search, onChange }: Props) {
  const { t } = useLingui();
  const sorts = [
    { value: "standard", label: t`Challenges first` },
    { value: "closing", label: t`Closing soonest` },
    { value: "newest", label: t`Newest first` },
    // Amounts are never converted, so only budgets of one currency have an order.
    ...(search.currency ? [{ value: "budget", label: t`Largest budget` }] : []),
    ...(search.q ? [{ value: "relevance", label: t`Best words first` }] : []),
    ...(search.place && search.radius_km ? [{ value: "distance", label: t`Nearest first` }] : []),
  ];
  const usual = search.q ? "relevance" : "standard";
  return (
    <div className="flex flex-wrap gap-3 pb-2">
      {/* A filter may be taken away elsewhere, or by the back button: the box then begins anew. */}
      <Words key={search.q} search={search} onChange={onChange} />
      <Select
        label={t`Order`}
        labelHidden
        className="basis-52 max-sm:grow"
        value={search.sort ?? usual}
        options={sorts}
        onChange={(sort) => onChange(sort === usual ? without(search, "sort") : { ...search, sort })}
      />
    </div>
  );
}

function Words({ search, onChange }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState(search.q ?? "");
  return (
    <form
      role="search"
      className="flex min-w-0 flex-1 basis-72"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim() ? { ...search, q: text.trim() } : without(search, "q"));
      }}
    >
      <label htmlFor={SEARCH_ID} className="sr-only">
        <Trans>Search by words</Trans>
      </label>
      <input
        id={SEARCH_ID}
        type="search"
        value={text}
        maxLength={300}
        placeholder={t`Search by words`}
        onChange={(event) => setText(event.target.value)}
        className={`${CONTROL} rounded-e-none border-e-0`}
      />
      <Button type="submit" look="ghost" className="rounded-s-none">
        <Trans>Search</Trans>
      </Button>
    </form>
  );
}
