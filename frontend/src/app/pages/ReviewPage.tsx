import { Trans, useLingui } from "@lingui/react/macro";

import { ReviewTool } from "@/features/barriers";
import { PageHeading } from "@/shared/ui/PageHeading";

export default function ReviewPage() {
  const { t } = useLingui();
  return (
    <div className="wrap pt-9">
      <PageHeading title={t`Review a text`} />
      <p className="mt-2 max-w-[62ch] text-ink2">
        <Trans>
          What in a call shuts small firms out: local ownership, years and projects, turnover and insurance, rights given up,
          unpaid work, one language, one brand, too little time, and what is not said. Each with the words, the reason and
          better words.
        </Trans>
      </p>
      <ReviewTool />
    </div>
  );
}
