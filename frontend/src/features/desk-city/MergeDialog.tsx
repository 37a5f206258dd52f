import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useWords } from "@/shared/domain/useWords";
import type { Conflict } from "@/shared/lib/merge";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { RadioGroup } from "@/shared/ui/RadioGroup";

import { fieldName, languageOf, valueWords } from "./fields";
import { type Choice, together } from "./merging";

type Props = {
  conflicts: readonly Conflict[];
  /** How many of the other person's changes went in by themselves. */
  taken: number;
  onMerge: (choices: Record<string, Choice>) => void;
  onLater: () => void;
};

/** Two people wrote into the same fields: each of them side by side, and one says which stays. Nothing is lost before. */
export function MergeDialog({ conflicts, taken, onMerge, onLater }: Props) {
  const { t, i18n } = useLingui();
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const left = conflicts.filter(({ pointer }) => !choices[pointer]).length;
  return (
    <Dialog role="alertdialog" wide title={t`Somebody else changed this too`} isOpen onClose={onLater}>
      <p>
        <Plural
          value={conflicts.length}
          one="You and a colleague wrote into the same field. Choose what stays; nothing is lost before you do."
          other="You and a colleague wrote into the same # fields. Choose what stays; nothing is lost before you do."
        />{" "}
        {taken > 0 && (
          <Plural
            value={taken}
            one="One other change of theirs goes together with yours."
            other="# other changes of theirs go together with yours."
          />
        )}
      </p>
      <ol className="flex flex-col gap-6">
        {conflicts.map((conflict) => (
          <Field
            key={conflict.pointer}
            conflict={conflict}
            name={fieldName(conflict.pointer, i18n)}
            choice={choices[conflict.pointer] ?? null}
            onChoice={(choice) => setChoices({ ...choices, [conflict.pointer]: choice })}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3 border-t-2 border-ink pt-4">
        <Button look="go" isDisabled={left > 0} onPress={() => onMerge(choices)}>
          <Trans>Save both together</Trans>
        </Button>
        <Button look="quiet" onPress={onLater}>
          <Trans>Not now: let me copy my text first</Trans>
        </Button>
        <p role="status" className="text-ink2">
          {left > 0 && <Plural value={left} one="# field is left to choose." other="# fields are left to choose." />}
        </p>
      </div>
    </Dialog>
  );
}

type FieldProps = { conflict: Conflict; name: string; choice: Choice | null; onChoice: (choice: Choice) => void };

function Field({ conflict, name, choice, onChoice }: FieldProps) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const said = (value: unknown) => valueWords(conflict.pointer, value, i18n, word);
  const both = together(conflict);
  const lang = languageOf(conflict.pointer) ?? undefined;
  const choices: { value: Choice; label: string }[] = [
    { value: "mine", label: t`Mine` },
    { value: "theirs", label: t`Theirs` },
    ...(both === undefined ? [] : [{ value: "both" as const, label: t`Both, theirs first` }]),
  ];
  return (
    <li className="border-t border-rule pt-4">
      <h3 className="mb-2 text-lg">{name}</h3>
      <div className="grid gap-4 sm:grid-cols-2">
        <Version title={t`Mine`} text={said(conflict.mine)} lang={lang} />
        <Version title={t`Theirs`} text={said(conflict.theirs)} lang={lang} />
      </div>
      <p className="mt-2 text-[0.9375rem] text-ink2">
        <Trans>
          Before: <span lang={lang}>{said(conflict.base)}</span>
        </Trans>
      </p>
      <div className="mt-2">
        <RadioGroup label={t`What stays in “${name}”`} choices={choices} value={choice} onChange={onChoice} />
      </div>
    </li>
  );
}

function Version({ title, text, lang }: { title: string; text: string; lang: string | undefined }) {
  return (
    <div className="rounded-md border-2 border-rule p-3">
      <p className="font-sign font-bold">{title}</p>
      <p lang={lang} className="whitespace-pre-wrap break-words">
        {text}
      </p>
    </div>
  );
}
