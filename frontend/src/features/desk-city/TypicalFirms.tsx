import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { TypicalFirm } from "@/api";
import { listTypicalFirmsOptions } from "@/api/@tanstack/react-query.gen";
import { Gates } from "@/shared/domain/GateList";
import { SIZE } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { countryName, languageName, listOf } from "@/shared/lib/names";
import { Card } from "@/shared/ui/Card";
import { Select } from "@/shared/ui/Select";

const NAME = {
  start_up: msg`A start-up in its second year`,
  small_firm: msg`A small firm with some projects behind it`,
  from_abroad: msg`A small firm from another country`,
};

/** Reading a draft as an invented firm: which of its conditions that firm would miss. */
export function TypicalFirms({ id }: { id: string }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const [key, setKey] = useState<TypicalFirm["key"]>("start_up");
  const { data, error, refetch } = useQuery({
    ...listTypicalFirmsOptions({ path: { challenge_id: id }, query: { lang: i18n.locale } }),
    staleTime: 0,
    refetchOnMount: "always",
  });
  const firm = data?.items.find((one) => one.key === key);
  return (
    <Card title={t`Read it as a firm`} strong>
      <Select
        label={t`You are`}
        value={key}
        onChange={setKey}
        options={(Object.keys(NAME) as TypicalFirm["key"][]).map((value) => ({ value, label: word(NAME, value) }))}
      />
      {error && <ProblemBanner error={error} onRetry={() => void refetch()} />}
      {firm && <Held firm={firm} />}
    </Card>
  );
}

function Held({ firm }: { firm: TypicalFirm }) {
  const { i18n } = useLingui();
  const word = useWords();
  const missed = firm.gates.filter(({ state }) => state === "not_met").length;
  const figures = new Intl.NumberFormat(i18n.locale);
  const insured = figures.format(firm.insurance_minor / 100);
  const turnover = figures.format(firm.turnover_minor / 100);
  const languages = listOf(
    firm.languages.map((code) => languageName(code, i18n.locale)),
    i18n.locale,
  );
  const facts = [countryName(firm.country, i18n.locale), word(SIZE, firm.size), languages, ...firm.certificates].join(" · ");
  return (
    <>
      <p className="mt-2 text-[0.9375rem] text-ink2">{facts}</p>
      <p className="text-[0.9375rem] text-ink2">
        <Trans>
          Since {String(firm.founded_year)}, {firm.comparable_projects} comparable projects, insured to {insured}, turnover{" "}
          {turnover} (in the currency that a condition names). Invented.
        </Trans>
      </p>
      <p role="status" className={`mt-2 font-bold ${missed > 0 ? "text-bad" : ""}`}>
        {firm.gates.length === 0 ? (
          <Trans>No condition keeps this firm away.</Trans>
        ) : missed === 0 ? (
          <Trans>This firm may take part, as far as one can tell.</Trans>
        ) : (
          <Plural value={missed} one="This firm is shut out by # condition." other="This firm is shut out by # conditions." />
        )}
      </p>
      <div className="mt-2">
        <Gates gates={firm.gates} />
      </div>
    </>
  );
}
