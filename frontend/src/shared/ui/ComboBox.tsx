import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox as AriaComboBox } from "react-aria-components/ComboBox";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";

import { CONTROL, FIELD, HINT, LABEL } from "./styles";

export type ComboOption = { id: string; label: string; detail?: string; lang?: string };

type Props = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  options: readonly ComboOption[];
  onPick: (id: string) => void;
  /** Said in the open list when there is nothing to pick. */
  empty: ReactNode;
  openLabel: string;
};

/** Suggestions come from the server, so nothing is filtered here; picking empties the box for the next one. */
export function ComboBox(props: Props) {
  const { label, hint, error, placeholder, text, onText, options, onPick, empty, openLabel } = props;
  return (
    <AriaComboBox
      items={options}
      inputValue={text}
      onInputChange={onText}
      selectedKey={null}
      onSelectionChange={(key) => key !== null && onPick(String(key))}
      allowsEmptyCollection
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      className={FIELD}
    >
      <Label className={LABEL}>{label}</Label>
      {hint && (
        <Text slot="description" className={HINT}>
          {hint}
        </Text>
      )}
      <span className="relative block">
        <Input placeholder={placeholder} className={`${CONTROL} pe-11`} />
        <Button aria-label={openLabel} className="absolute end-0 top-0 grid size-11 cursor-pointer place-items-center rounded-md">
          <svg aria-hidden width="12" height="8" viewBox="0 0 12 8" fill="none" stroke="currentColor" strokeWidth="2.4">
            <path d="M1 1.2 6 6.4l5-5.2" />
          </svg>
        </Button>
      </span>
      <FieldError className="font-bold text-bad">{error}</FieldError>
      <Popover className="w-(--trigger-width) min-w-64 overflow-y-auto rounded-md border-2 border-ink bg-card" offset={4}>
        <ListBox<ComboOption> renderEmptyState={() => <p className="px-3 py-2 text-ink2">{empty}</p>} className="max-h-80 overflow-y-auto outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="flex min-h-11 cursor-pointer items-baseline gap-3 px-3 py-2 leading-snug data-[focused]:bg-signal data-[focused]:text-on-signal"
            >
              <span lang={option.lang} className="flex-1">
                {option.label}
              </span>
              {option.detail && <span className="figure-sign text-[0.875rem]">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

