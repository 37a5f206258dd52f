import { Trans, useLingui } from "@lingui/react/macro";

import type { GateOut } from "@/api";
import { GateBadge } from "@/shared/ui/GateBadge";

import { gateValue, gateWords } from "./gates";
import { OUTCOME } from "./labels";
import { useWords } from "./useWords";

/** Each condition with its outcome as a word; one that is not met says what the firm has instead. */
export function Gates({ gates }: { gates: readonly GateOut[] }) {
  const { t } = useLingui();
  const word = useWords();
  if (gates.length === 0) return null;
  return (
    <ul aria-label={t`Conditions`} className="flex flex-col gap-1.5">
      {gates.map((gate) => (
        <li key={gate.id} className="flex items-baseline gap-2.5">
          <GateBadge outcome={gate.state} word={word(OUTCOME, gate.state)} />
          <span>
            <GateText gate={gate} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function GateText({ gate }: { gate: GateOut }) {
  const { i18n } = useLingui();
  const word = useWords();
  const { kind, currency } = gate;
  const asked = { kind, value: gate.required, currency };
  const found = gateValue({ kind, value: gate.found, currency }, i18n, word);
  // Of one that is met, only what says more than the condition itself.
  const telling = gate.state === "not_met" || (gate.state === "met" && kind !== "region" && found !== gateValue(asked, i18n, word));
  return (
    <>
      {gate.label?.value ? (
        <span lang={gate.label.lang}>{gate.label.value}</span>
      ) : (
        gateWords(asked, i18n, word)
      )}
      {telling && found !== "" && (
        <span className="text-ink2">
          {" · "}
          {/* A region is the firm's own condition: there it is the challenge that says otherwise. */}
          {kind === "region" ? <Trans>this is in: {found}</Trans> : <Trans>the profile says: {found}</Trans>}
        </span>
      )}
    </>
  );
}
