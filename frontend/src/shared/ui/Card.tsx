import type { ReactNode } from "react";

type Props = { title?: string; children: ReactNode; strong?: boolean; as?: "section" | "div" | "aside" };

export function Card({ title, children, strong = false, as: Tag = "section" }: Props) {
  return (
    <Tag className={`rounded-lg bg-card p-5 ${strong ? "border-2 border-ink" : "border border-rule"}`}>
      {title && <h2 className="mb-2 text-lg">{title}</h2>}
      {children}
    </Tag>
  );
}
