import type { ReactNode } from "react";

type Props = { children: ReactNode; tone?: "plain" | "wash" | "dashed"; lang?: string };

const TONES = {
  plain: "border-rule bg-card",
  wash: "border-transparent bg-wash",
  dashed: "border-dashed border-edge bg-transparent text-ink2",
};

export function Chip({ children, tone = "plain", lang }: Props) {
  return (
    <li lang={lang} className={` rounded-sm border px-2 py-0.5 font-sign text-[0.875rem] leading-snug font-medium ${TONES[tone]}`}>
      {children}
    </li>
  );
}
