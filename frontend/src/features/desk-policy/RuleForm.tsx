import { Trans, useLingui } from "@lingui/react/macro";

import { sortedCountries } from "@/shared/domain/countries";
import { ROUTE, TAX } from "@/shared/domain/labels";
import { APPROVAL_BODY, CLAUSE, ENFORCEMENT, SOURCE_KIND } from "@/shared/domain/ruleLabels";
import { useWords } from "@/shared/domain/useWords";
import { TEXT_LANGUAGES } from "@/shared/desk/LanguageTabs";
import { AmountField, CurrencySelect } from "@/shared/desk/MoneyField";
import { PickMany } from "@/shared/desk/PickMany";
import { languageName } from "@/shared/lib/names";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Select } from "@/shared/ui/Select";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";

import { Applies } from "./Applies";
import type { Rule } from "./policy";

type Of<K extends Rule["kind"]> = Extract<Rule, { kind: K }>;
type FormProps<R extends Rule> = {
  rule: R;
  write: (change: Partial<R>) => void;
  error: (field: string) => string | undefined;
  /** The language that the city writes in. */
  language: string;
};

/** One rule: what it asks, what happens where it is not kept, and where it stands. */
export function RuleForm(props: FormProps<Rule>) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const { rule, write, error, language } = props;
  const inLanguage = languageName(language, i18n.locale);
  return (
    <>
      <Asks {...props} />
      <Select
        label={t`Where it is not kept, it`}
        value={rule.enforcement}
        onChange={(enforcement) => write({ enforcement })}
        options={options(ENFORCEMENT, word)}
      />
      <Source {...props} />
      <TextField
        label={t`In your own words (${inLanguage})`}
        maxLength={200}
        value={rule.note[language] ?? ""}
        onChange={(text) => write({ note: { ...rule.note, [language]: text } })}
        error={error("note")}
      />
    </>
  );
}

function options<T extends string>(labels: Record<T, Parameters<ReturnType<typeof useWords>>[0][string]>, word: ReturnType<typeof useWords>) {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: word(labels, value) }));
}

function Asks(props: FormProps<Rule>) {
  const { rule } = props;
  switch (rule.kind) {
    case "threshold":
      return <ThresholdFields {...(props as unknown as FormProps<Of<"threshold">>)} />;
    case "min_days":
      return <DaysFields {...(props as unknown as FormProps<Of<"min_days">>)} />;
    case "languages":
      return <LanguagesFields {...(props as unknown as FormProps<Of<"languages">>)} />;
    case "clause":
      return <ClauseFields {...(props as unknown as FormProps<Of<"clause">>)} />;
    case "approval":
      return <ApprovalFields {...(props as unknown as FormProps<Of<"approval">>)} />;
  }
}

function ThresholdFields({ rule, write, error }: FormProps<Of<"threshold">>) {
  const { t } = useLingui();
  const word = useWords();
  const routes = options(ROUTE, word).filter(({ value }) => value !== "unstated");
  return (
    <>
      <Select label={t`Route`} value={rule.route} onChange={(route) => write({ route })} options={routes} />
      <div className="grid items-start gap-4 sm:grid-cols-2" key={rule.currency}>
        <AmountField
          label={t`From`}
          minor={rule.from_minor}
          currency={rule.currency}
          onChange={(minor) => write({ from_minor: minor ?? 0 })}
          error={error("from_minor")}
        />
        <AmountField
          label={t`Up to`}
          hint={t`Empty means without an end`}
          minor={rule.up_to_minor}
          currency={rule.currency}
          onChange={(up_to_minor) => write({ up_to_minor })}
          error={error("up_to_minor")}
        />
        <CurrencySelect label={t`Currency`} value={rule.currency} onChange={(currency) => write({ currency })} />
        <Select
          label={t`Compared`}
          value={rule.tax}
          onChange={(tax) => write({ tax })}
          options={(["excluded", "included"] as const).map((value) => ({ value, label: word(TAX, value) }))}
        />
      </div>
      <div>
        <Checkbox isSelected={rule.from_included} onChange={(from_included) => write({ from_included })}>
          <Trans>The lower amount itself counts in</Trans>
        </Checkbox>
        <Checkbox isSelected={rule.up_to_included} onChange={(up_to_included) => write({ up_to_included })}>
          <Trans>The upper amount itself counts in</Trans>
        </Checkbox>
      </div>
    </>
  );
}

function DaysFields({ rule, write, error }: FormProps<Of<"min_days">>) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        label={t`Whole days until the deadline`}
        inputMode="numeric"
        value={rule.days ? String(rule.days) : ""}
        onChange={(text) => write({ days: Number(text.replace(/\D/g, "")) || 0 })}
        error={error("days")}
      />
      <Applies value={rule.applies} onChange={(applies) => write({ applies })} error={error} />
    </>
  );
}

function LanguagesFields({ rule, write, error }: FormProps<Of<"languages">>) {
  const { t, i18n } = useLingui();
  return (
    <>
      <PickMany
        label={t`Languages`}
        hint={t`Title, summary and problem must be there in each`}
        options={TEXT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.locale) }))}
        value={rule.languages}
        onChange={(languages) => write({ languages })}
        openLabel={t`Show languages`}
        error={error("languages")}
      />
      <Applies value={rule.applies} onChange={(applies) => write({ applies })} error={error} />
    </>
  );
}

function ClauseFields({ rule, write, error, language }: FormProps<Of<"clause">>) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const inLanguage = languageName(language, i18n.locale);
  return (
    <>
      <Select
        label={t`What must be said`}
        value={rule.clause}
        onChange={(clause) => write({ clause, wording: {}, countries: [] })}
        options={options(CLAUSE, word)}
        error={error("clause")}
      />
      {rule.clause === "wording" && (
        <TextArea
          label={t`The words (${inLanguage})`}
          lang={language}
          rows={3}
          maxLength={2_000}
          value={rule.wording[language] ?? ""}
          onChange={(text) => write({ wording: { ...rule.wording, [language]: text } })}
          error={error("wording")}
        />
      )}
      {rule.clause === "data_residency" && (
        <PickMany
          label={t`Countries`}
          options={sortedCountries(i18n.locale)}
          value={rule.countries}
          onChange={(countries) => write({ countries })}
          openLabel={t`Show countries`}
          error={error("countries")}
        />
      )}
      <Applies value={rule.applies} onChange={(applies) => write({ applies })} error={error} />
    </>
  );
}

function ApprovalFields({ rule, write, error }: FormProps<Of<"approval">>) {
  const { t } = useLingui();
  const word = useWords();
  return (
    <>
      <Select
        label={t`Approved by`}
        value={rule.approval}
        onChange={(approval) => write({ approval })}
        options={options(APPROVAL_BODY, word)}
      />
      <Checkbox isSelected={rule.reference_needed} onChange={(reference_needed) => write({ reference_needed })}>
        <Trans>The number of the decision must be named</Trans>
      </Checkbox>
      <Applies value={rule.applies} onChange={(applies) => write({ applies })} error={error} />
    </>
  );
}

function Source({ rule, write, error }: FormProps<Rule>) {
  const { t } = useLingui();
  const word = useWords();
  const { source } = rule;
  const set = (change: Partial<typeof source>) => write({ source: { ...source, ...change } });
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 font-sign font-bold">
        <Trans>Where it stands</Trans>
      </legend>
      <Select label={t`Kind of source`} value={source.kind} onChange={(kind) => set({ kind })} options={options(SOURCE_KIND, word)} />
      <TextField
        label={t`Name of the source`}
        maxLength={200}
        value={source.title}
        onChange={(title) => set({ title })}
        error={error("source/title")}
      />
      <TextField label={t`Article or section`} maxLength={200} value={source.article} onChange={(article) => set({ article })} />
      <TextField
        label={t`Address`}
        type="url"
        maxLength={300}
        value={source.url}
        onChange={(url) => set({ url })}
        error={error("source/url")}
      />
      <TextField
        label={t`Read there on`}
        hint={t`Empty means that nobody compared it`}
        type="date"
        value={source.read_on ?? ""}
        onChange={(day) => set({ read_on: day || null })}
        error={error("source/read_on")}
      />
    </fieldset>
  );
}
