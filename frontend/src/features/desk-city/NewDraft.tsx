import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { createChallenge } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { languageName } from "@/shared/lib/names";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Select";

type Props = { organisationId: string; languages: readonly string[]; onCreated: (id: string) => unknown };

/** A new draft begins with the language it is written in first. */
export function NewDraft({ organisationId, languages, onCreated }: Props) {
  const { t, i18n } = useLingui();
  const [language, setLanguage] = useState(languages[0] ?? "en");
  const form = useSend(
    async () => {
      const { data } = await createChallenge({
        body: { organisation_id: organisationId, original_language: language, texts: { [language]: {} } },
        throwOnError: true,
      });
      return data;
    },
    (draft) => onCreated(draft.id),
  );
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label={t`Written first in`}
        value={language}
        onChange={setLanguage}
        options={languages.map((value) => ({ value, label: languageName(value, i18n.locale) }))}
      />
      <Button look="go" isDisabled={form.isBusy} onPress={() => form.send()}>
        <Trans>Draft a new challenge</Trans>
      </Button>
      {form.error && <ProblemBanner error={form.error} />}
    </div>
  );
}
