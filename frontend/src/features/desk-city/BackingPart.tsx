import { Trans, useLingui } from "@lingui/react/macro";

import type { Approval, Entitlement, RiskOutput } from "@/api";
import { APPROVAL, ENTITLEMENT } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Part } from "@/shared/desk/Part";
import { Checkbox } from "@/shared/ui/Checkbox";
import { CheckboxGroup } from "@/shared/ui/CheckboxGroup";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";
import { Items } from "@/shared/desk/Items";
import { Prose } from "./Prose";

/** Who stands behind it: offices, never people's names. */
export function BackingPart({ writing, setTerms, error, language }: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  const { sponsorship } = writing.terms;
  const write = (change: Partial<typeof sponsorship>) => setTerms({ sponsorship: { ...sponsorship, ...change } });
  return (
    <Part
      id="backing"
      title={t`Who stands behind it`}
      lead={<Trans>Firms answer when they see that somebody will decide. Name offices, not people.</Trans>}
    >
      <At pointer="/terms/sponsorship/executive_sponsor">
        <TextField
          label={t`Sponsor`}
          hint={t`For instance: Director of water and streets`}
          value={sponsorship.executive_sponsor}
          onChange={(executive_sponsor) => write({ executive_sponsor })}
          error={error("/terms/sponsorship/executive_sponsor")}
        />
      </At>
      <Select<Approval>
        label={t`Approved by`}
        value={sponsorship.approval}
        onChange={(approval) => write({ approval })}
        options={(Object.keys(APPROVAL) as Approval[]).map((value) => ({ value, label: word(APPROVAL, value) }))}
        error={error("/terms/sponsorship/approval")}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          label={t`Number of the decision`}
          value={sponsorship.approval_reference}
          onChange={(approval_reference) => write({ approval_reference })}
          error={error("/terms/sponsorship/approval_reference")}
        />
        <TextField
          label={t`On which day`}
          type="date"
          value={sponsorship.approved_on ?? ""}
          onChange={(date) => write({ approved_on: date || null })}
          error={error("/terms/sponsorship/approved_on")}
        />
      </div>
      <At pointer="/terms/sponsorship/risks">
        <Items<RiskOutput>
          label={t`Risks named and accepted`}
          items={sponsorship.risks}
          onChange={(risks) => write({ risks })}
          make={() => ({ text: {}, accepted: false })}
          addLabel={t`Add a risk`}
          nameOf={(risk) => risk.text[language] || t`a risk`}
        >
          {(risk, change, at) => (
            <>
              <TextField
                key={language}
                label={t`What may go wrong`}
                maxLength={200}
                value={risk.text[language] ?? ""}
                onChange={(text) => change({ text: { ...risk.text, [language]: text } })}
                error={error(`/terms/sponsorship/risks/${at}/text`)}
              />
              <Checkbox isSelected={risk.accepted} onChange={(accepted) => change({ accepted })}>
                <Trans>The sponsor accepts it</Trans>
              </Checkbox>
            </>
          )}
        </Items>
      </At>
    </Part>
  );
}

export function OffRampPart(props: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  const { writing, setTerms, error } = props;
  return (
    <Part
      id="off-ramp"
      title={t`If it ends without a purchase`}
      lead={<Trans>An honest way out, said beforehand, is what makes trying cheap.</Trans>}
    >
      <Prose {...props} name="off_ramp" label={t`When it may end, and how`} />
      <At pointer="/terms/off_ramp/participants_get">
        <CheckboxGroup<Entitlement>
          label={t`Those who took part then get`}
          value={writing.terms.off_ramp.participants_get}
          onChange={(participants_get) => setTerms({ off_ramp: { participants_get } })}
          error={error("/terms/off_ramp/participants_get")}
        >
          {(Object.keys(ENTITLEMENT) as Entitlement[]).map((value) => (
            <Checkbox key={value} value={value}>
              {word(ENTITLEMENT, value)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      </At>
    </Part>
  );
}
