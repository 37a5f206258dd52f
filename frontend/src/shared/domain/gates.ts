import type { I18n } from "@lingui/core";

import type { GateOutput } from "@/api";
import { formatMoney } from "@/shared/lib/money";
import { countryName, languageName, listOf } from "@/shared/lib/names";

import { GATE, SIZE } from "./labels";
import type { useWords } from "./useWords";

type Gate = Pick<GateOutput, "value" | "currency"> & { kind: string };

/** A gate in words where its city wrote none: "Insured to €1,000,000". */
export function gateWords(gate: Gate, i18n: I18n, word: ReturnType<typeof useWords>): string {
  const counted = gate.kind === "years" || gate.kind === "prior_projects";
  const value = gateValue(gate, i18n, word);
  return counted ? `${word(GATE, gate.kind)}: ≥ ${value}` : `${word(GATE, gate.kind)} ${value}`.trim();
}

/** A gate's value, or a firm's answer to it, in words. */
export function gateValue({ kind, value, currency }: Gate, i18n: I18n, word: ReturnType<typeof useWords>): string {
  if (value === null) return "";
  const several = (one: (value: string) => string) =>
    listOf([value].flat().map((member) => one(String(member))), i18n.locale);
  switch (kind) {
    case "country":
    case "region":
      return several((code) => countryName(code, i18n.locale));
    case "language":
      return several((code) => languageName(code, i18n.locale));
    case "size":
      return several((size) => word(SIZE, size));
    case "insurance":
    case "turnover":
      return formatMoney(Number(value), currency ?? "EUR", i18n.locale);
    case "years":
    case "prior_projects":
      return String(value);
    default:
      return String(value);
  }
}
