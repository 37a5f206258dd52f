import { Trans, useLingui } from "@lingui/react/macro";

import { CityList } from "@/features/cities";
import { PageHeading } from "@/shared/ui/PageHeading";

export default function CitiesPage() {
  const { t } = useLingui();
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`Cities`} className="text-4xl sm:text-5xl" />
      <p className="mt-2 mb-7 max-w-[60ch] text-ink2">
        <Trans>Each city has its line; each open challenge is a stop on it.</Trans>
      </p>
      <CityList />
    </div>
  );
}
