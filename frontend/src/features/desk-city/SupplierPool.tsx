import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { type DraftOut, type GateCountOut, getSupplierPool } from "@/api";
import { gateWords } from "@/shared/domain/gates";
import { MatchingMode } from "@/shared/domain/MatchingMode";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { countryName } from "@/shared/lib/names";
import { Card } from "@/shared/ui/Card";

import { needOf } from "./similar";

/** "31 firms fit; 4 of them are in your country; 9 fail on the insurance": counted anew after each saving. */
export function SupplierPool({ draft }: { draft: DraftOut }) {
  const { t, i18n } = useLingui();
  const need = needOf(draft);
  const { data, error, refetch } = useQuery({
    queryKey: ["supplier-pool", draft.id, i18n.locale, need, JSON.stringify(draft.terms.gates)],
    queryFn: async ({ signal }) => {
      const asked = { path: { challenge_id: draft.id }, query: { lang: i18n.locale } };
      const { data } = await getSupplierPool({ ...asked, signal, throwOnError: true });
      return data;
    },
    enabled: need !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const country = data ? countryName(data.country, i18n.locale) : "";
  return (
    <Card title={t`Firms this draft would reach`}>
      {need === null ? (
        <p className="text-[0.9375rem] text-ink2">
          <Trans>Write the problem in a sentence or two, and the firms it fits are counted here.</Trans>
        </p>
      ) : error ? (
        <ProblemBanner error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <p role="status" className="text-[0.9375rem] text-ink2">
          <Trans>Counting…</Trans>
        </p>
      ) : (
        <>
          <p role="status">
            <strong className="figure-sign">
              <Plural value={data.fitting} _0="No firm fits the text yet." one="# firm fits the text." other="# firms fit the text." />
            </strong>{" "}
            {data.fitting > 0 && (
              <>
                <Plural
                  value={data.here}
                  _0={`None of them sits in ${country}.`}
                  one={`# of them sits in ${country}.`}
                  other={`# of them sit in ${country}.`}
                />{" "}
                <Plural
                  value={data.passing}
                  _0="None passes every condition."
                  one="# passes every condition."
                  other="# pass every condition."
                />
              </>
            )}
          </p>
          {data.fitting > 0 && data.gates.length > 0 && (
            <ul className="mt-2">
              {data.gates.map((one) => (
                <GateRow key={one.gate.id} one={one} />
              ))}
            </ul>
          )}
          {data.elsewhere > 0 && (
            <p className="mt-2 text-[0.9375rem] text-ink2">
              <Plural value={data.elsewhere} one="# works in other countries only." other="# work in other countries only." />
            </p>
          )}
          <p className="mt-2 text-[0.9375rem] text-ink2">
            <Trans>Only firms that cities may see are counted.</Trans>
          </p>
          <MatchingMode mode={data.mode} />
          <Link to="/desk/$id/suppliers" params={{ id: draft.id }} className="link-quiet inline-flex min-h-11 items-center">
            <Trans>See which firms</Trans>
          </Link>
        </>
      )}
    </Card>
  );
}

function GateRow({ one: { gate, not_met, only_this, unknown } }: { one: GateCountOut }) {
  const { i18n } = useLingui();
  const word = useWords();
  const asked = { kind: gate.kind, value: gate.required, currency: gate.currency };
  return (
    <li className="border-t border-rule py-2 text-[0.9375rem] leading-snug">
      <span className="font-bold" lang={gate.label?.lang}>
        {gate.label?.value ?? gateWords(asked, i18n, word)}
      </span>
      {": "}
      <Plural value={not_met} _0="nobody fails on it" one="# fails on it" other="# fail on it" />
      {only_this > 0 && (
        <>
          {", "}
          <Plural value={only_this} one="# on nothing else" other="# on nothing else" />
        </>
      )}
      {unknown > 0 && (
        <>
          {"; "}
          <Plural value={unknown} one="# does not say" other="# do not say" />
        </>
      )}
    </li>
  );
}
