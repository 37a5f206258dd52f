import { Trans, useLingui } from "@lingui/react/macro";

import type { PhaseKind, PhaseOutput } from "@/api";
import { PHASE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { MoneyField } from "@/shared/desk/MoneyField";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";
import { Items } from "@/shared/desk/Items";

const KINDS = Object.keys(PHASE) as PhaseKind[];
const NEW: PhaseOutput = { kind: "pilot", starts_on: null, ends_on: null, go_no_go: false, pay: null };

export function Phases({ writing, setTerms, error, currency }: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  return (
    <At pointer="/terms/phases">
      <Items
        label={t`Phases`}
        items={writing.terms.phases}
        onChange={(phases) => setTerms({ phases })}
        make={() => NEW}
        addLabel={t`Add a phase`}
        nameOf={(phase) => word(PHASE, phase.kind)}
      >
        {(phase, write, at) => (
          <>
            <Select
              label={t`Phase`}
              value={phase.kind}
              onChange={(kind) => write({ kind })}
              options={KINDS.map((value) => ({ value, label: word(PHASE, value) }))}
              error={error(`/terms/phases/${at}/kind`)}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                label={t`From`}
                type="date"
                value={phase.starts_on ?? ""}
                onChange={(date) => write({ starts_on: date || null })}
                error={error(`/terms/phases/${at}/starts_on`)}
              />
              <TextField
                label={t`To`}
                type="date"
                value={phase.ends_on ?? ""}
                onChange={(date) => write({ ends_on: date || null })}
                error={error(`/terms/phases/${at}/ends_on`)}
              />
            </div>
            <MoneyField
              label={t`Pay for each who takes part`}
              value={phase.pay}
              onChange={(pay) => write({ pay })}
              defaultCurrency={currency}
              error={error(`/terms/phases/${at}/pay`)}
            />
            <Checkbox isSelected={phase.go_no_go} onChange={(go_no_go) => write({ go_no_go })}>
              <Trans>A decision to go on or stop follows</Trans>
            </Checkbox>
          </>
        )}
      </Items>
    </At>
  );
}
