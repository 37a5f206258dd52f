import { Trans, useLingui } from "@lingui/react/macro";

import type { Route } from "@/api";
import { ROUTE, TAX } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { AmountField, CurrencySelect } from "@/shared/desk/MoneyField";
import { Checkbox } from "@/shared/ui/Checkbox";
import { CheckboxGroup } from "@/shared/ui/CheckboxGroup";
import { Disclosure } from "@/shared/ui/Disclosure";
import { Select } from "@/shared/ui/Select";

import type { Rule } from "./policy";

type Value = Exclude<Rule, { kind: "threshold" }>["applies"];
type Props = { value: Value; onChange: (value: Value) => void; error: (field: string) => string | undefined };

/** When a rule holds; most hold always, so that this is closed at first. */
export function Applies({ value, onChange, error }: Props) {
  const { t } = useLingui();
  const word = useWords();
  const { routes, amount_from: from } = value;
  const limited = routes.length > 0 || from !== null;
  return (
    <Disclosure
      title={limited ? <Trans>Holds only sometimes</Trans> : <Trans>Holds always; limit it</Trans>}
      defaultExpanded={limited}
    >
      <div className="flex flex-col gap-4">
        <CheckboxGroup<Route>
          label={t`Only on these routes`}
          hint={t`None chosen means all`}
          value={routes}
          onChange={(chosen) => onChange({ ...value, routes: chosen })}
          error={error("applies/routes")}
        >
          {(Object.keys(ROUTE) as Route[])
            .filter((route) => route !== "unstated")
            .map((route) => (
              <Checkbox key={route} value={route}>
                {word(ROUTE, route)}
              </Checkbox>
            ))}
        </CheckboxGroup>
        <Checkbox
          isSelected={from !== null}
          onChange={(on) => onChange({ ...value, amount_from: on ? { minor: 0, currency: "EUR", tax: "excluded" } : null })}
        >
          <Trans>Only from an amount on</Trans>
        </Checkbox>
        {from && (
          <div className="grid items-start gap-4 sm:grid-cols-3" key={from.currency}>
            <AmountField
              label={t`From`}
              minor={from.minor}
              currency={from.currency}
              onChange={(minor) => onChange({ ...value, amount_from: { ...from, minor: minor ?? 0 } })}
              error={error("applies/amount_from")}
            />
            <CurrencySelect
              label={t`Currency`}
              value={from.currency}
              onChange={(currency) => onChange({ ...value, amount_from: { ...from, currency } })}
            />
            <Select
              label={t`Compared`}
              value={from.tax}
              onChange={(tax) => onChange({ ...value, amount_from: { ...from, tax } })}
              options={(["excluded", "included"] as const).map((one) => ({ value: one, label: word(TAX, one) }))}
            />
          </div>
        )}
      </div>
    </Disclosure>
  );
}
