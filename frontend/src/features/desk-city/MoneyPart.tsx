import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { BudgetOutput, Route } from "@/api";
import { ROUTE, TAX } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { AmountField, CurrencySelect } from "@/shared/desk/MoneyField";
import { Part } from "@/shared/desk/Part";
import { YesNo } from "@/shared/desk/YesNo";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { At } from "./At";
import { BudgetAdvice } from "./BudgetAdvice";
import type { PartProps } from "./DraftEditor";

export function MoneyPart(props: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  const { writing, setTerms, error } = props;
  const { funding } = writing.terms;
  const write = (change: Partial<typeof funding>) => setTerms({ funding: { ...funding, ...change } });
  return (
    <Part id="money" title={t`Money`}>
      <Budget {...props} onChange={(budget) => write({ budget })} />
      {props.citySlug && <BudgetAdvice slug={props.citySlug} budget={funding.budget} chosen={funding.route} />}
      <At pointer="/terms/funding/pilot_paid">
        <YesNo
          label={t`Is the pilot paid?`}
          hint={t`Small firms can rarely afford an unpaid one`}
          value={funding.pilot_paid}
          onChange={(pilot_paid) => write({ pilot_paid })}
          error={error("/terms/funding/pilot_paid")}
        />
      </At>
      <At pointer="/terms/funding/route">
        <Select<Route>
          label={t`Route`}
          hint={t`Where the amount falls under your own thresholds`}
          value={funding.route}
          onChange={(route) => write({ route })}
          options={(Object.keys(ROUTE) as Route[]).map((value) => ({ value, label: word(ROUTE, value) }))}
          error={error("/terms/funding/route")}
        />
      </At>
      <Programmes {...props} onChange={(funding_programmes) => write({ funding_programmes })} />
    </Part>
  );
}

/** The currency is kept here while no amount is written, so that choosing it first works. */
function Budget({ writing, error, currency, onChange }: PartProps & { onChange: (budget: BudgetOutput | null) => void }) {
  const { t } = useLingui();
  const word = useWords();
  const { budget } = writing.terms.funding;
  const [blank, setBlank] = useState<BudgetOutput>({ min_minor: null, max_minor: null, currency, tax: "unknown" });
  const shown = budget ?? blank;
  const write = (change: Partial<BudgetOutput>) => {
    const next = { ...shown, ...change };
    setBlank(next);
    onChange(next.min_minor === null && next.max_minor === null ? null : next);
  };
  return (
    <At pointer="/terms/funding/budget">
      <div className="grid items-start gap-4 sm:grid-cols-2" key={shown.currency}>
        <AmountField
          label={t`Budget from`}
          minor={shown.min_minor}
          currency={shown.currency}
          onChange={(min_minor) => write({ min_minor })}
          error={error("/terms/funding/budget")}
        />
        <AmountField
          label={t`Budget to`}
          minor={shown.max_minor}
          currency={shown.currency}
          onChange={(max_minor) => write({ max_minor })}
        />
        <CurrencySelect label={t`Currency`} value={shown.currency} onChange={(code) => write({ currency: code })} />
        <Select
          label={t`Tax`}
          value={shown.tax}
          onChange={(tax) => write({ tax })}
          options={(Object.keys(TAX) as BudgetOutput["tax"][]).map((value) => ({ value, label: word(TAX, value) }))}
        />
      </div>
    </At>
  );
}

function Programmes({ writing, error, onChange }: PartProps & { onChange: (names: string[]) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(writing.terms.funding.funding_programmes.join(", "));
  return (
    <TextField
      label={t`Funding programmes`}
      hint={t`Parted by commas, if there are any`}
      value={text}
      onChange={(next) => {
        setText(next);
        const names = next.split(",").map((name) => name.trim());
        onChange(names.filter(Boolean));
      }}
      error={error("/terms/funding/funding_programmes")}
    />
  );
}
