import { TextArea } from "@/shared/ui/TextArea";

import { At } from "./At";
import { EMPTY_TEXTS } from "./draft";
import type { PartProps } from "./DraftEditor";

type Props = PartProps & { name: keyof typeof EMPTY_TEXTS; label: string; hint?: string };

/** One of the long texts, in the language that is being written. */
export function Prose({ writing, set, error, language, name, label, hint }: Props) {
  const texts = writing.texts[language] ?? EMPTY_TEXTS;
  const pointer = `/texts/${language}/${name}`;
  return (
    <At pointer={pointer}>
      <TextArea
        key={language}
        label={label}
        hint={hint}
        lang={language}
        rows={5}
        maxLength={20_000}
        value={texts[name]}
        onChange={(value) => set({ texts: { ...writing.texts, [language]: { ...texts, [name]: value } } })}
        error={error(pointer)}
      />
    </At>
  );
}
