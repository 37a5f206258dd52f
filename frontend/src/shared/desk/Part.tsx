import type { ReactNode } from "react";

/** One section of a long form, with a heading that the checklist can lead to. */
export function Part({ id, title, lead, children }: { id: string; title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-t-2 border-ink pt-6">
      <h2 id={id} tabIndex={-1} className="text-2xl">
        {title}
      </h2>
      {lead && <p className="mt-1 max-w-[62ch] text-ink2">{lead}</p>}
      <div className="mt-5 flex max-w-2xl flex-col gap-6">{children}</div>
    </section>
  );
}
