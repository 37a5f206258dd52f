import { Trans, useLingui } from "@lingui/react/macro";

import { toProblem } from "@/shared/lib/problem";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";

/** What went wrong and what to do, in the words of the problem document where there is one. */
export function ProblemBanner({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useLingui();
  const problem = toProblem(error);
  const silent = problem.status <= 0;
  return (
    <Banner
      tone="bad"
      live
      title={silent ? t`No answer from the server` : problem.title}
      action={
        onRetry && (
          <Button look="ghost" onPress={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    >
      {silent ? (
        <Trans>Nothing you wrote is lost. Check the connection and try again.</Trans>
      ) : (
        problem.detail !== problem.title && problem.detail
      )}
    </Banner>
  );
}
