import { Trans, useLingui } from "@lingui/react/macro";

import { SourceList } from "@/features/sources";
import { PageHeading } from "@/shared/ui/PageHeading";

export default function SourcesPage() {
  const { t } = useLingui();
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`Sources and licences`} />
      <p className="mt-2 mb-7 max-w-[62ch] text-ink2">
        <Trans>
          Portals that publish their records openly. Each record names its own source; only what is published there is
          binding.
        </Trans>
      </p>
      <SourceList />
    </div>
  );
}
