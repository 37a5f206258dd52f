import { Trans, useLingui } from "@lingui/react/macro";

import { LanguageTabs } from "@/shared/desk/LanguageTabs";
import { Part } from "@/shared/desk/Part";
import { languageName } from "@/shared/lib/names";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";

import { At } from "./At";
import { EMPTY_TEXTS } from "./draft";
import type { PartProps } from "./DraftEditor";
import { Prose } from "./Prose";

export function StatementPart(props: PartProps) {
  const { t, i18n } = useLingui();
  const { writing, set, error, language, setLanguage } = props;
  const texts = writing.texts[language] ?? EMPTY_TEXTS;
  const write = (change: Partial<typeof EMPTY_TEXTS>) =>
    set({ texts: { ...writing.texts, [language]: { ...texts, ...change } } });
  return (
    <Part
      id="statement"
      title={t`The problem`}
      lead={<Trans>State the problem and leave the solution to those who answer.</Trans>}
    >
      <LanguageTabs
        languages={Object.keys(writing.texts)}
        original={writing.original_language}
        current={language}
        onCurrent={setLanguage}
        onAdd={(added) => {
          set({ texts: { ...writing.texts, [added]: EMPTY_TEXTS } });
          setLanguage(added);
        }}
      />
      <p className="text-[0.9375rem] text-ink2">
        <Trans>All texts of this form are now in {languageName(language, i18n.locale)}.</Trans>
      </p>
      <div key={language} className="flex flex-col gap-6">
        <At pointer={`/texts/${language}/title`}>
          <TextField
            label={t`Title`}
            hint={t`The problem in one line, as a resident would say it`}
            maxLength={200}
            value={texts.title}
            onChange={(title) => write({ title })}
            error={error(`/texts/${language}/title`)}
          />
        </At>
        <At pointer={`/texts/${language}/summary`}>
          <TextArea
            label={t`Summary`}
            hint={t`Two sentences for the list, up to 600 characters`}
            lang={language}
            rows={3}
            maxLength={600}
            value={texts.summary}
            onChange={(summary) => write({ summary })}
            error={error(`/texts/${language}/summary`)}
          />
        </At>
        <Prose {...props} name="problem" label={t`The problem`} hint={t`What happens today, to whom, how often`} />
        <Prose {...props} name="outcomes" label={t`What would be better`} hint={t`And how one would see it`} />
        <Prose {...props} name="context" label={t`Context`} hint={t`What was tried, what rules apply, what exists`} />
        <Prose {...props} name="offers" label={t`What the city offers`} hint={t`Sites, staff, data, infrastructure`} />
      </div>
    </Part>
  );
}
