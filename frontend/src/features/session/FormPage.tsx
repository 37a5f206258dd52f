import type { ReactNode } from "react";

import { PageHeading } from "@/shared/ui/PageHeading";

type Props = { title: string; lead?: ReactNode; children: ReactNode; beside?: ReactNode };

/** A page that is one form: its heading, the form, and what else one may have come for. */
export function FormPage({ title, lead, children, beside }: Props) {
  return (
    <div className="wrap flex flex-wrap gap-x-16 gap-y-10 py-10">
      <div className="w-full max-w-xl">
        <PageHeading title={title} />
        {lead && <p className="mt-2 text-ink2">{lead}</p>}
        <div className="mt-6 flex flex-col gap-5">{children}</div>
      </div>
      {beside && <div className="max-w-md flex-1 basis-72 lg:pt-16">{beside}</div>}
    </div>
  );
}
