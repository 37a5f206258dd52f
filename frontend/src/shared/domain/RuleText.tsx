import { plural, t as say } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";

import type { CityRules } from "@/api";
import { formatMoney } from "@/shared/lib/money";
import { countryName, languageName, listOf } from "@/shared/lib/names";

import { ROUTE, TAX } from "./labels";
import { APPROVAL_BODY, CLAUSE, ENFORCEMENT, SOURCE_KIND } from "./ruleLabels";
import { useWords } from "./useWords";

export type AnyRule = CityRules["broken"][number]["rule"];
export type Threshold = Extract<AnyRule, { kind: "threshold" }>;

/** One of a city's rules in a sentence. */
export function useRuleWords() {
  const { i18n } = useLingui();
  const word = useWords();
  const money = (minor: number, currency: string) => formatMoney(minor, currency, i18n.locale);
  const threshold = ({ route, currency, tax, from_minor, from_included, up_to_minor, up_to_included }: Threshold): string => {
    const name = word(ROUTE, route);
    const basis = word(TAX, tax);
    const from = money(from_minor, currency);
    const up = up_to_minor === null ? "" : money(up_to_minor, currency);
    const begins = from_minor > 0;
    if (!begins && !up) return say(i18n)`${name}: any amount`;
    if (!begins) return up_to_included ? say(i18n)`${name}: up to ${up}, ${basis}` : say(i18n)`${name}: below ${up}, ${basis}`;
    const start = from_included ? say(i18n)`from ${from}` : say(i18n)`above ${from}`;
    if (!up) return say(i18n)`${name}: ${start}, ${basis}`;
    const end = up_to_included ? say(i18n)`up to ${up}` : say(i18n)`below ${up}`;
    return say(i18n)`${name}: ${start}, ${end}, ${basis}`;
  };
  const what = (rule: Exclude<AnyRule, Threshold>): string => {
    switch (rule.kind) {
      case "min_days":
        return say(i18n)`${plural(rule.days, { one: "Open for at least # day", other: "Open for at least # days" })}`;
      case "languages": {
        const names = listOf(
          rule.languages.map((code) => languageName(code, i18n.locale)),
          i18n.locale,
        );
        return say(i18n)`Title, summary and problem in ${names}`;
      }
      case "approval": {
        const body = word(APPROVAL_BODY, rule.approval);
        return rule.reference_needed
          ? say(i18n)`Approved by ${body}, with the number of the decision`
          : say(i18n)`Approved by ${body}`;
      }
      case "clause": {
        const name = word(CLAUSE, rule.clause);
        const countries = listOf(
          rule.countries.map((code) => countryName(code, i18n.locale)),
          i18n.locale,
        );
        return countries ? say(i18n)`${name}: ${countries}` : name;
      }
    }
  };
  const when = ({ applies: { routes, amount_from } }: Exclude<AnyRule, Threshold>): string => {
    const parts = [
      routes.length > 0 &&
        listOf(
          routes.map((route) => word(ROUTE, route)),
          i18n.locale,
        ),
      amount_from && say(i18n)`from ${money(amount_from.minor, amount_from.currency)}, ${word(TAX, amount_from.tax)}`,
    ].filter(Boolean);
    return parts.join("; ");
  };
  return (rule: AnyRule): string => {
    if (rule.kind === "threshold") return threshold(rule);
    const condition = when(rule);
    return condition ? `${what(rule)} (${condition})` : what(rule);
  };
}

/** Where a rule stands, when it was read there, and that an invented one is only modelled on a real regime. */
export function RuleSource({ rule }: { rule: AnyRule }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { source } = rule;
  const kind = word(SOURCE_KIND, source.kind);
  const title = source.title;
  const name = t`${kind}: ${title}`;
  const day = source.read_on ? i18n.date(new Date(`${source.read_on}T12:00:00`), { dateStyle: "long" }) : "";
  return (
    <span className="text-[0.9375rem] text-ink2">
      {source.url ? (
        <a href={source.url} rel="noreferrer" className="link-quiet">
          {name}
        </a>
      ) : (
        name
      )}
      {source.article && <>, {source.article}</>}
      {day && (
        <>
          {" · "}
          <Trans>read on {day}</Trans>
        </>
      )}
      {source.modelled_on && (
        <>
          {" · "}
          <Trans>modelled on: {source.modelled_on}</Trans>
        </>
      )}
    </span>
  );
}

/** A rule with what it does when it is not kept, the city's own words on it, and its source. */
export function RuleItem({ rule }: { rule: AnyRule }) {
  const { i18n } = useLingui();
  const word = useWords();
  const ruleWords = useRuleWords();
  const [lang, note] = noteIn(rule.note, i18n.locale);
  return (
    <>
      <p className="figure-sign font-bold">
        {ruleWords(rule)}{" "}
        <span
          className={`inline-block rounded-sm border px-2 py-0.5 font-sign text-[0.875rem] font-medium ${rule.enforcement === "blocks" ? "border-ink bg-card" : "border-dashed border-edge text-ink2"}`}
        >
          {word(ENFORCEMENT, rule.enforcement)}
        </span>
      </p>
      {rule.kind === "clause" &&
        Object.entries(rule.wording).map(([code, text]) => (
          <blockquote key={code} lang={code} className="border-s-4 border-rule ps-3">
            {text}
          </blockquote>
        ))}
      {note && <p lang={lang}>{note}</p>}
      <p>
        <RuleSource rule={rule} />
      </p>
    </>
  );
}

/** A note in the reader's language, else in the first that it has. */
export function noteIn(note: Readonly<Record<string, string>>, locale: string): [lang: string, text: string] {
  const lang = note[locale] ? locale : (Object.keys(note)[0] ?? locale);
  return [lang, note[lang] ?? ""];
}
