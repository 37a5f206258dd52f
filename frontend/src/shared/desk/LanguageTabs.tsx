import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { languageName } from "@/shared/lib/names";
import { Button } from "@/shared/ui/Button";
import { MiddleDot } from "@/shared/ui/MiddleDot";
import { Select } from "@/shared/ui/Select";

export const TEXT_LANGUAGES = (
  "en fr fi et lt sv da nb de nl es pt it pl cs sk hu ro bg el hr sl lv uk ga mt"
).split(" ");

type Props = {
  languages: readonly string[];
  original: string;
  current: string;
  onCurrent: (language: string) => void;
  onAdd: (language: string) => void;
};

/** Which language one writes in; the original is marked, another is one choice away. */
export function LanguageTabs({ languages, original, current, onCurrent, onAdd }: Props) {
  const { t, i18n } = useLingui();
  const missing = TEXT_LANGUAGES.filter((language) => !languages.includes(language));
  const [adding, setAdding] = useState("");
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <div role="group" aria-label={t`Language of the texts`} className="flex flex-wrap gap-2">
        {languages.map((language) => (
          <Button
            key={language}
            look={language === current ? "ink" : "ghost"}
            aria-pressed={language === current}
            onPress={() => onCurrent(language)}
          >
            <span>
              {languageName(language, i18n.locale)}
              {language === original && (
                <>
                  <MiddleDot />
                  <Trans>original</Trans>
                </>
              )}
            </span>
          </Button>
        ))}
      </div>
      <div className="flex items-end gap-2">
        <Select
          label={t`Another language`}
          value={adding}
          onChange={setAdding}
          options={[
            { value: "", label: t`Choose` },
            ...missing.map((language) => ({ value: language, label: languageName(language, i18n.locale) })),
          ]}
        />
        <Button
          look="ghost"
          isDisabled={!adding}
          onPress={() => {
            onAdd(adding);
            setAdding("");
          }}
        >
          <Trans>Add</Trans>
        </Button>
      </div>
    </div>
  );
}
