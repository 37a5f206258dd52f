import type { ReactNode } from "react";

type Props = {
  tone?: "info" | "good" | "bad" | "signal";
  title?: string;
  children?: ReactNode;
  /** Announced when it appears: problems at once, news politely. */
  live?: boolean;
  action?: ReactNode;
};

const TONES = {
  info: "border-edge bg-wash",
  good: "border-good bg-good-wash text-good",
  bad: "border-bad bg-bad-wash text-bad",
  signal: "border-signal bg-wash",
};

export function Banner({ tone = "info", title, children, live = false, action }: Props) {
  const role = live ? (tone === "bad" ? "alert" : "status") : undefined;
  return (
    <div role={role} className={`flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md border-s-[6px] px-4 py-3 ${TONES[tone]}`}>
      <div className="min-w-0 flex-1 basis-64">
        {title && <p className="font-sign font-bold">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
