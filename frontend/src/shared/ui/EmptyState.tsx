import type { ReactNode } from "react";

type Props = { title: string; children?: ReactNode; action?: ReactNode };

/** The end of the track: a buffer stop, and what to do next. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="flex flex-col items-start gap-3 py-10">
      <svg aria-hidden width="120" height="34" viewBox="0 0 120 34" fill="none" className="text-edge">
        <path d="M0 17h84" stroke="currentColor" strokeWidth="7" strokeDasharray="10 7" />
        <circle cx="98" cy="17" r="11" fill="var(--card)" stroke="currentColor" strokeWidth="6" />
      </svg>
      <h2 className="text-xl">{title}</h2>
      {children && <div className="prose">{children}</div>}
      {action}
    </div>
  );
}
