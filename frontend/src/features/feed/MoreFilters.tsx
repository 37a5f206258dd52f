import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { CategoryPicker } from "@/shared/domain/CategoryPicker";
import { fractionDigits, parseMoney } from "@/shared/lib/money";
import { Button } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { type FeedSearch, type Single, without } from "./search";

type Props = { search: FeedSearch; onChange: (search: FeedSearch) => void };

const CURRENCIES = ["", "EUR", "CAD", "GBP", "USD", "UAH", "CHF", "SEK", "NOK", "DKK", "PLN"];

export default function MoreFilters({ search, onChange }: Props) {
  const { t } = useLingui();
  const set = (name: Single, value: string) =>
    onChange(value ? { ...search, [name]: value } : without(search, name));
  return (
    <div className="flex flex-col gap-5 py-3">
      <CategoryPicker
        label={t`Category (CPV)`}
        value={search.category ?? []}
        onChange={(codes) => onChange(codes.length ? { ...search, category: codes } : without(search, "category"))}
      />
      <Select
        label={t`Closing`}
        value={search.closing_within ?? ""}
        onChange={(value) => set("closing_within", value)}
        options={[
          { value: "", label: t`At any time` },
          { value: "7", label: t`Within 7 days` },
          { value: "30", label: t`Within 30 days` },
          { value: "90", label: t`Within 90 days` },
        ]}
      />
      <Select
        label={t`Demonstrations`}
        value={search.demo ?? ""}
        onChange={(value) => set("demo", value)}
        options={[
          { value: "", label: t`Shown with the rest` },
          { value: "exclude", label: t`Left out` },
          { value: "only", label: t`Nothing else` },
        ]}
      />
      <Near search={search} onChange={onChange} />
      <Budget search={search} onChange={onChange} currencies={CURRENCIES} />
    </div>
  );
}

function Near({ search, onChange }: Props) {
  const { t } = useLingui();
  const [place, setPlace] = useState(search.place ?? "");
  const radius = search.radius_km ?? "100";
  const apply = (nextRadius = radius) =>
    onChange(
      place.trim()
        ? { ...search, place: place.trim(), radius_km: nextRadius }
        : without(without(search, "place"), "radius_km"),
    );
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <TextField label={t`Near a place`} hint={t`A town's name`} value={place} onChange={setPlace} />
      <Select
        label={t`Within`}
        value={radius}
        onChange={apply}
        options={["25", "50", "100", "250", "500"].map((km) => ({ value: km, label: t`${km} km` }))}
      />
      <Button type="submit" look="ghost">
        <Trans>Look there</Trans>
      </Button>
    </form>
  );
}

/** A budget is compared in its own currency only: others count as unknown and are left out. */
function Budget({ search, onChange, currencies }: Props & { currencies: string[] }) {
  const { t } = useLingui();
  const currency = search.currency ?? "";
  const shown = (minor: string | undefined) => (minor ? String(Number(minor) / 10 ** fractionDigits(currency)) : "");
  const [low, setLow] = useState(shown(search.budget_min));
  const [high, setHigh] = useState(shown(search.budget_max));
  const [wrong, setWrong] = useState(false);
  const apply = () => {
    const amounts = [low, high].map((typed) => (typed.trim() ? parseMoney(typed, currency) : null));
    setWrong(amounts.includes(undefined));
    if (amounts.includes(undefined)) return;
    const [first, second] = amounts;
    const turned = first != null && second != null && first > second;
    const [min, max] = turned ? [second, first] : [first, second];
    const rest = without(without(search, "budget_min"), "budget_max");
    onChange({
      ...rest,
      ...(min == null ? {} : { budget_min: String(min) }),
      ...(max == null ? {} : { budget_max: String(max) }),
    });
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Select
        label={t`Budget in`}
        hint={t`Amounts are never converted`}
        value={currency}
        onChange={(value) =>
          onChange(
            value
              ? { ...search, currency: value }
              : without(without(without(search, "currency"), "budget_min"), "budget_max"),
          )
        }
        options={currencies.map((code) => ({ value: code, label: code || t`Any currency` }))}
      />
      {currency && (
        <>
          <div className="grid grid-cols-2 gap-2">
            <TextField label={t`From`} inputMode="decimal" value={low} onChange={setLow} />
            <TextField label={t`To`} inputMode="decimal" value={high} onChange={setHigh} />
          </div>
          {wrong && (
            <p role="alert" className="font-bold text-bad">
              <Trans>Write the amounts in figures, for instance 60 000.</Trans>
            </p>
          )}
          <Button type="submit" look="ghost">
            <Trans>Apply the budget</Trans>
          </Button>
        </>
      )}
    </form>
  );
}
