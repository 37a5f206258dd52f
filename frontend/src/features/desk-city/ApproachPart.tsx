import { Trans, useLingui } from "@lingui/react/macro";

import type { Approach, InnovationKind } from "@/api";
import { APPROACH, INNOVATION } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Part } from "@/shared/desk/Part";
import { Checkbox } from "@/shared/ui/Checkbox";
import { CheckboxGroup } from "@/shared/ui/CheckboxGroup";
import { RadioGroup } from "@/shared/ui/RadioGroup";
import { TextArea } from "@/shared/ui/TextArea";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";
import { Phases } from "./Phases";
import { Prose } from "./Prose";

export function ApproachPart(props: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  const { writing, setTerms, error, language } = props;
  const { terms } = writing;
  const hints: Record<Approach, string> = {
    challenge_based: t`Only the problem is given; ideas compete`,
    pilot_living_lab: t`Ideas are tried on real streets, with residents`,
    solution_based: t`The kind of solution is known, not its maker`,
    direct: t`One firm only, for a reason you state`,
  };
  return (
    <Part id="approach" title={t`Approach and innovation`}>
      <At pointer="/terms/approach">
        <RadioGroup<Approach>
          label={t`How you want to get there`}
          value={terms.approach}
          onChange={(approach) => setTerms({ approach })}
          choices={(Object.keys(hints) as Approach[]).map((value) => ({
            value,
            label: word(APPROACH, value),
            hint: hints[value],
          }))}
          error={error("/terms/approach")}
        />
      </At>
      {terms.approach === "direct" && (
        <At pointer={`/terms/direct_justification/${language}`}>
          <TextArea
            label={t`Why only one firm`}
            lang={language}
            value={terms.direct_justification[language] ?? ""}
            onChange={(text) =>
              setTerms({ direct_justification: { ...terms.direct_justification, [language]: text } })
            }
            error={error(`/terms/direct_justification/${language}`)}
          />
        </At>
      )}
      <At pointer="/terms/innovation/kinds">
        <CheckboxGroup<InnovationKind>
          label={t`What innovation means here`}
          hint={t`At least one; it is published`}
          value={terms.innovation.kinds}
          onChange={(kinds) => setTerms({ innovation: { kinds } })}
          error={error("/terms/innovation/kinds")}
        >
          {(Object.keys(INNOVATION) as InnovationKind[]).map((kind) => (
            <Checkbox key={kind} value={kind}>
              {word(INNOVATION, kind)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      </At>
      <Prose {...props} name="innovation" label={t`Innovation in your own words`} />
      <Phases {...props} />
      <p className="text-[0.9375rem] text-ink2">
        <Trans>Small, paid steps with a decision after each keep the risk low for both sides.</Trans>
      </p>
    </Part>
  );
}
