import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Disclosure as AriaDisclosure, DisclosurePanel } from "react-aria-components/Disclosure";

import { LABEL } from "./styles";

type Props = {
  title: ReactNode;
  children: ReactNode;
  isExpanded?: boolean;
  defaultExpanded?: boolean;
  onExpandedChange?: (open: boolean) => void;
  className?: string;
};

export function Disclosure({ title, children, className = "", ...props }: Props) {
  return (
    <AriaDisclosure {...props} className={`group ${className}`}>
      <Button slot="trigger" className={`${LABEL} flex min-h-11 w-full cursor-pointer items-center gap-2 rounded-sm text-start`}>
        <svg aria-hidden width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="2.6" className="flex-none transition-transform group-data-[expanded]:rotate-90">
          <path d="M3.5 1 9 6l-5.5 5" />
        </svg>
        {title}
      </Button>
      <DisclosurePanel>
        <div className="pb-3">{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
