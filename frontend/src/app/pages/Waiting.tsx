import { Trans } from "@lingui/react/macro";

import { Skeleton } from "@/shared/ui/Skeleton";

export function Waiting() {
  return (
    <div role="status" className="wrap flex flex-col gap-4 pt-10">
      <span className="sr-only">
        <Trans>Loading</Trans>
      </span>
      <Skeleton className="h-5 w-1/3" />
      <Skeleton className="h-11 w-2/3" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
