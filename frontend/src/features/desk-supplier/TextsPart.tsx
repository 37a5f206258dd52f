import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { CategoryPicker } from "@/shared/domain/CategoryPicker";
import { LanguageTabs } from "@/shared/desk/LanguageTabs";
import { Part } from "@/shared/desk/Part";
import { languageName } from "@/shared/lib/names";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";

import { EMPTY_TEXTS, type ProfileTexts } from "./profile";
import type { PartProps } from "./ProfileEditor";

/** What the firm does, in each language it wants to say it in, and its categories. */
export function TextsPart({ profile, set, error }: PartProps) {
  const { t, i18n } = useLingui();
  const [language, setLanguage] = useState(profile.original_language);
  const texts = profile.texts[language] ?? EMPTY_TEXTS;
  const write = (change: Partial<ProfileTexts>) =>
    set({ texts: { ...profile.texts, [language]: { ...texts, ...change } } });
  const at = (field: string) => error(`/texts/${language}/${field}`);
  return (
    <Part
      id="what"
      title={t`What you do`}
      lead={<Trans>This is what challenges are matched with. Plain words beat slogans.</Trans>}
    >
      <LanguageTabs
        languages={Object.keys(profile.texts)}
        original={profile.original_language}
        current={language}
        onCurrent={setLanguage}
        onAdd={(added) => {
          set({ texts: { ...profile.texts, [added]: EMPTY_TEXTS } });
          setLanguage(added);
        }}
      />
      <div key={language} className="flex flex-col gap-6">
        <TextArea
          label={t`In two sentences`}
          hint={t`In ${languageName(language, i18n.locale)}, up to 600 characters`}
          lang={language}
          rows={3}
          maxLength={600}
          value={texts.summary}
          onChange={(summary) => write({ summary })}
          error={at("summary")}
        />
        <TextArea
          label={t`What you can do, in detail`}
          hint={t`What you build, with what, for whom, and where it already works`}
          lang={language}
          rows={8}
          value={texts.capabilities}
          onChange={(capabilities) => write({ capabilities })}
          error={at("capabilities")}
        />
        <Keywords words={texts.keywords} onChange={(keywords) => write({ keywords })} error={at("keywords")} />
      </div>
      <CategoryPicker
        label={t`Categories (CPV)`}
        hint={t`Type a word or a number; pick with the arrow keys and Enter`}
        value={profile.categories}
        onChange={(categories) => set({ categories })}
        error={error("/categories")}
      />
    </Part>
  );
}

/** Words parted by commas. The text stays as typed while one types. */
function Keywords({
  words,
  onChange,
  error,
}: {
  words: string[];
  onChange: (words: string[]) => void;
  error: string | undefined;
}) {
  const { t } = useLingui();
  const [text, setText] = useState(words.join(", "));
  return (
    <TextField
      label={t`Keywords`}
      hint={t`Parted by commas`}
      value={text}
      onChange={(next) => {
        setText(next);
        const parts = next.split(",").map((word) => word.trim());
        onChange([...new Set(parts.filter(Boolean))].slice(0, 50));
      }}
      error={error}
    />
  );
}
