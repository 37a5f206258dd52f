import { Trans, useLingui } from "@lingui/react/macro";

import type { SocialKind, SocialRequirementOutput } from "@/api";
import { CategoryPicker } from "@/shared/domain/CategoryPicker";
import { SOCIAL } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Part } from "@/shared/desk/Part";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";
import { Gates } from "./Gates";
import { Items } from "@/shared/desk/Items";

export function WhoPart(props: PartProps) {
  const { t } = useLingui();
  const { writing, setTerms, error } = props;
  const { terms } = writing;
  return (
    <Part
      id="who"
      title={t`Who may take part, and where`}
      lead={<Trans>Every condition keeps somebody away. Ask only for what the work needs.</Trans>}
    >
      <At pointer="/terms/categories">
        <CategoryPicker
          label={t`Categories (CPV)`}
          hint={t`Type a word or a number; pick with the arrow keys and Enter`}
          value={terms.categories}
          onChange={(categories) => setTerms({ categories })}
          error={error("/terms/categories")}
        />
      </At>
      <Gates {...props} />
      <SocialRequirements {...props} />
      <At pointer="/terms/place/label">
        <TextField
          label={t`Place`}
          hint={t`A district, a street, a site; empty means the whole city`}
          value={terms.place.label}
          onChange={(label) => setTerms({ place: { ...terms.place, label } })}
          error={error("/terms/place/label")}
        />
      </At>
    </Part>
  );
}

const KINDS = Object.keys(SOCIAL) as SocialKind[];
const NEW: SocialRequirementOutput = { kind: "environment", required: false, note: {} };

function SocialRequirements({ writing, setTerms, error, language }: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  return (
    <At pointer="/terms/social">
      <Items
        label={t`What it must do for people`}
        items={writing.terms.social}
        onChange={(social) => setTerms({ social })}
        make={() => NEW}
        addLabel={t`Add a requirement`}
        nameOf={(requirement) => word(SOCIAL, requirement.kind)}
      >
        {(requirement, write, at) => (
          <>
            <Select
              label={t`Of what kind`}
              value={requirement.kind}
              onChange={(kind) => write({ kind })}
              options={KINDS.map((value) => ({ value, label: word(SOCIAL, value) }))}
            />
            <TextField
              key={language}
              label={t`What is asked`}
              maxLength={200}
              value={requirement.note[language] ?? ""}
              onChange={(text) => write({ note: { ...requirement.note, [language]: text } })}
              error={error(`/terms/social/${at}/note`)}
            />
            <Checkbox isSelected={requirement.required} onChange={(required) => write({ required })}>
              <Trans>Required, not only welcome</Trans>
            </Checkbox>
          </>
        )}
      </Items>
    </At>
  );
}
