import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { ChallengeDetail } from "@/api";
import { Disclosure } from "@/shared/ui/Disclosure";

import { Finding } from "@/shared/domain/barriers/Finding";
import { recordReviewOptions } from "@/shared/domain/barriers/review";

/** On a notice that came from elsewhere: quietly, what in it shuts small firms out. Says nothing where nothing is found. */
export function NoticeBarriers({ detail }: { detail: ChallengeDetail }) {
  const { t, i18n } = useLingui();
  const { data } = useQuery(recordReviewOptions(detail.id, detail.version, i18n.locale));
  if (!data || data.findings.length === 0) return null;
  const count = data.findings.length + data.left_out;
  return (
    <section aria-label={t`Barriers found`} className="mt-9">
      <Disclosure
        title={<Plural value={count} one="# barrier to small firms found in this record" other="# barriers to small firms found in this record" />}
      >
        <p className="max-w-[62ch] text-[0.9375rem] text-ink2">
          <Trans>
            Found by rules in the words of the source, which alone is binding. They can be wrong.{" "}
            <Link to="/review" className="link-quiet">
              Review a text of your own
            </Link>
          </Trans>
        </p>
        <ol className="mt-2 max-w-[46rem]">
          {data.findings.map((finding, at) => (
            <Finding key={at} finding={finding} />
          ))}
        </ol>
      </Disclosure>
    </section>
  );
}
