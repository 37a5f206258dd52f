import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";

import { LABEL } from "@/shared/ui/styles";
import { Button } from "@/shared/ui/Button";
import { useToast } from "@/shared/ui/Toast";

type Props<T> = {
  label: string;
  hint?: string;
  items: readonly T[];
  onChange: (items: T[]) => void;
  make: () => T;
  addLabel: string;
  /** What an item is called where it is removed. */
  nameOf: (item: T) => string;
  children: (item: T, write: (change: Partial<T>) => void, at: number) => ReactNode;
};

/** A list of small forms. Removing one can be taken back. */
export function Items<T extends object>(props: Props<T>) {
  const { label, hint, items, onChange, make, addLabel, nameOf, children } = props;
  const { t } = useLingui();
  const say = useToast();
  // Fields that hold text of their own must not keep it for another item: each place gets a new key on removal.
  const [round, setRound] = useState(0);
  const remove = (at: number, item: T) => {
    const before = [...items];
    const restore = (list: T[]) => {
      onChange(list);
      setRound((count) => count + 1);
    };
    restore(items.filter((_, index) => index !== at));
    say({ text: t`Removed: ${nameOf(item)}`, undo: { label: t`Undo`, run: () => restore(before) } });
  };
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-4">
      <div>
        <p className={LABEL}>{label}</p>
        {hint && <p className="text-[0.9375rem] text-ink2">{hint}</p>}
      </div>
      {items.map((item, at) => (
        <fieldset key={`${round}-${at}`} className="flex flex-col gap-4 border-s-[6px] border-rule ps-4">
          <legend className="sr-only">{`${at + 1}. ${nameOf(item)}`}</legend>
          {children(
            item,
            (change) => onChange(items.map((other, index) => (index === at ? { ...other, ...change } : other))),
            at,
          )}
          <div>
            <Button look="danger" aria-label={t`Remove ${nameOf(item)}`} onPress={() => remove(at, item)}>
              <Trans>Remove</Trans>
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button look="ghost" onPress={() => onChange([...items, make()])}>
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
