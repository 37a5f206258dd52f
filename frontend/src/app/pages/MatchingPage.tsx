import { Trans, useLingui } from "@lingui/react/macro";

import { HowMatching } from "@/features/matching";
import { PageHeading } from "@/shared/ui/PageHeading";

export default function MatchingPage() {
  const { t } = useLingui();
  return (
    <div className="wrap narrow pt-9">
      <PageHeading title={t`How matching works here`} />
      <p className="mt-2 max-w-[62ch] text-ink2">
        <Trans>
          A match is a firm and a challenge whose texts meet. This page says how that is found, what a word for it is worth,
          and what is not known.
        </Trans>
      </p>
      <HowMatching />
    </div>
  );
}
