import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react";

/** `word(STATUS, "open")`: a member of a closed list in the reader's language. */
export function useWords() {
  const { i18n } = useLingui();
  return (labels: Record<string, MessageDescriptor>, member: string): string => {
    const label = labels[member];
    return label ? i18n._(label) : member.replaceAll("_", " ");
  };
}
