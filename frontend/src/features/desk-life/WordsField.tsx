import { languageName } from "@/shared/lib/names";
import { fieldError, type Problem } from "@/shared/lib/problem";
import { TextArea } from "@/shared/ui/TextArea";
import { useLingui } from "@lingui/react/macro";

type Props = {
  label: string;
  /** The field in the request: "/reason". */
  pointer: string;
  languages: readonly string[];
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
  problem: Problem | null;
};

/** The same words in every language of the challenge; what is left empty is shown in another. */
export function WordsField({ label, pointer, languages, value, onChange, problem }: Props) {
  const { i18n } = useLingui();
  return (
    <div className="flex flex-col gap-4">
      {languages.map((language) => (
        <TextArea
          key={language}
          label={languages.length > 1 ? `${label} (${languageName(language, i18n.locale)})` : label}
          lang={language}
          rows={2}
          maxLength={4_000}
          value={value[language] ?? ""}
          onChange={(text) => onChange({ ...value, [language]: text })}
          error={fieldError(problem, `${pointer}/${language}`) ?? (languages.length === 1 ? fieldError(problem, pointer) : undefined)}
        />
      ))}
    </div>
  );
}

export function filled(value: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(value).filter(([, text]) => text.trim()));
}
