import type { ReactNode } from "react";

import { PageHeading } from "@/shared/ui/PageHeading";

/** A page that is one form: its heading, the form, and what else one may have come for. */
export function FormPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="wrap py-10">
      <div className="max-w-xl">
        <PageHeading title={title} />
        {lead && <p className="mt-2 text-ink2">{lead}</p>}
        <div className="mt-6 flex flex-col gap-5">{children}</div>
      </div>
    </div>
  );
}
