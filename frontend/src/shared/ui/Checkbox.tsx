import { useLingui } from "@lingui/react";
import type { ReactNode } from "react";
import type { CheckboxProps } from "react-aria-components/Checkbox";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";

type Props = Omit<CheckboxProps, "className" | "style" | "children"> & {
  children: ReactNode;
  /** How many records a filter would leave. */
  count?: number | undefined;
};

export function Checkbox({ children, count, ...props }: Props) {
  const { i18n } = useLingui();
  return (
    <AriaCheckbox {...props} className="group flex min-h-11 cursor-pointer items-center gap-2.5 rounded-sm leading-snug">
      <span
        aria-hidden
        className="grid size-5 flex-none place-items-center rounded-sm border-2 border-edge bg-card text-paper group-data-[hovered]:border-ink group-data-[selected]:border-ink group-data-[selected]:bg-ink"
      >
        <svg viewBox="0 0 14 12" className="w-3 opacity-0 group-data-[selected]:opacity-100" fill="none" stroke="currentColor" strokeWidth="3">
          <path d="m1.5 6.2 3.8 3.9L12.5 1.8" />
        </svg>
      </span>
      <span className="flex-1">{children}</span>
      {count !== undefined && <span className="figure-sign pt-1 text-[0.9375rem] text-ink2">{i18n.number(count)}</span>}
    </AriaCheckbox>
  );
}
