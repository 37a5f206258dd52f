import { Trans, useLingui } from "@lingui/react/macro";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useRouter } from "@tanstack/react-router";

import { toProblem } from "@/shared/lib/problem";
import { Button } from "@/shared/ui/Button";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { PageHeading } from "@/shared/ui/PageHeading";

export function Missing() {
  const { t } = useLingui();
  return (
    <div className="wrap flex flex-col items-start gap-4 py-14">
      <EndOfLine />
      <PageHeading title={t`This line ends here`} />
      <p className="prose">
        <Trans>There is no page at this address. It may have been withdrawn, or the address has a typing error.</Trans>
      </p>
      <ButtonLink to="/">
        <Trans>See all challenges</Trans>
      </ButtonLink>
    </div>
  );
}

export function Failure({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  const router = useRouter();
  const problem = toProblem(error);
  // An id that cannot be one is an address with a typing error too.
  const misspelt = problem.status === 422 && problem.errors.some(({ pointer }) => pointer.startsWith("/path/"));
  if (problem.status === 404 || misspelt) return <Missing />;
  return (
    <div className="wrap flex flex-col items-start gap-4 py-14">
      <EndOfLine />
      <PageHeading title={problem.status === 0 ? t`No answer from the server` : problem.title || t`Something went wrong`} />
      <p className="prose">
        {problem.detail || (
          <Trans>The page could not be shown. Nothing you wrote elsewhere is lost. Try again in a moment.</Trans>
        )}
      </p>
      <Button
        onPress={() => {
          reset();
          void router.invalidate();
        }}
      >
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}

function EndOfLine() {
  return (
    <svg aria-hidden viewBox="0 0 260 44" className="w-64 max-w-full" fill="none">
      <path d="M0 22h150" stroke="var(--line-4)" strokeWidth="9" />
      <path d="M150 22h70" stroke="var(--edge)" strokeWidth="9" strokeDasharray="12 8" />
      <path d="M236 4v36" stroke="var(--ink)" strokeWidth="9" />
      <circle cx="150" cy="22" r="13" fill="var(--signal)" stroke="var(--ink)" strokeWidth="7" />
    </svg>
  );
}
