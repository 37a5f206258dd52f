import { Plural, Trans, useLingui } from "@lingui/react/macro";

import type { BrokenRule, CityRules as Judged } from "@/api";
import { APPROVAL_BODY, CLAUSE, ENFORCEMENT } from "@/shared/domain/ruleLabels";
import { RuleSource, useRuleWords } from "@/shared/domain/RuleText";
import { useWords } from "@/shared/domain/useWords";
import { languageName, listOf } from "@/shared/lib/names";
import { Card } from "@/shared/ui/Card";

type Props = { judged: readonly Judged[]; onGo: (pointer: string) => void };

/** What each live city's own rules say of the draft as it stands: what stops publication first, with its source. */
export function CityRules({ judged, onGo }: Props) {
  const { t } = useLingui();
  if (judged.length === 0) return null;
  return (
    <Card title={t`What the city’s own rules say`}>
      {judged.map((city) => (
        <City key={city.city_id} city={city} several={judged.length > 1} onGo={onGo} />
      ))}
    </Card>
  );
}

function City({ city, several, onGo }: { city: Judged; several: boolean; onGo: Props["onGo"] }) {
  const blocking = city.broken.filter(({ blocks }) => blocks).length;
  return (
    <div className="mb-3 last:mb-0">
      {several && <h3 className="text-[1.0625rem]">{city.city_name}</h3>}
      <p role="status" className={blocking > 0 ? "font-bold text-bad" : "text-ink2"}>
        {blocking > 0 ? (
          <Plural value={blocking} one="# rule stops publication." other="# rules stop publication." />
        ) : city.broken.length === 0 ? (
          <Trans>Every rule is kept.</Trans>
        ) : (
          <Trans>Nothing stops publication.</Trans>
        )}
      </p>
      <ul>
        {city.broken.map((broken) => (
          <Broken key={`${broken.code} ${broken.rule.id}`} broken={broken} onGo={onGo} />
        ))}
      </ul>
    </div>
  );
}

function Broken({ broken, onGo }: { broken: BrokenRule; onGo: Props["onGo"] }) {
  const word = useWords();
  const ruleWords = useRuleWords();
  const said = useBrokenWords();
  const { rule } = broken;
  return (
    <li className="border-t border-rule py-2">
      <button
        type="button"
        className="link-quiet min-h-11 cursor-pointer text-start leading-snug font-bold"
        onClick={() => onGo(broken.pointer)}
      >
        {said(broken)}
      </button>
      <p className="text-[0.9375rem] leading-snug">
        <span className="figure-sign">{ruleWords(rule)}</span> · {broken.certain ? word(ENFORCEMENT, rule.enforcement) : <Trans>only a question so far</Trans>}
      </p>
      <p className="leading-snug">
        <RuleSource rule={rule} />
      </p>
    </li>
  );
}

/** What is missing, in the reader's language. */
function useBrokenWords() {
  const { t, i18n } = useLingui();
  const word = useWords();
  return ({ code, lacking, has, certain }: BrokenRule): string => {
    switch (code) {
      case "route_not_allowed":
        return t`This amount does not allow the route you chose`;
      case "route_unclear":
        return t`Whether the amount allows this route cannot be told`;
      case "route_unstated":
        return t`Choose the route that the amount allows`;
      case "min_days": {
        const days = has ?? 0;
        return t`The deadline comes too soon: ${days} whole days from now`;
      }
      case "languages": {
        const names = listOf(
          lacking.map((lang) => languageName(lang, i18n.locale)),
          i18n.locale,
        );
        return certain ? t`Not there yet in ${names}` : t`May be needed in ${names} too`;
      }
      case "clause": {
        const clause = lacking.map((one) => word(CLAUSE, one)).join(", ");
        return t`Not said: ${clause}`;
      }
      case "approval": {
        if (lacking[0] === "reference") return t`The number of the decision is missing`;
        const body = lacking.map((one) => word(APPROVAL_BODY, one)).join(", ");
        return certain ? t`Not approved yet by ${body}` : t`May have to be approved by ${body}`;
      }
    }
  };
}
