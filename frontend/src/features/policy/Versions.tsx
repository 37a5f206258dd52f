import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";

import type { PolicyVersion } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useRuleWords } from "@/shared/domain/RuleText";
import { ShowMore } from "@/shared/ui/ShowMore";
import { Skeleton } from "@/shared/ui/Skeleton";

import { versionsOptions } from "./queries";

type Change = PolicyVersion["changes"][number];

/** Every version of a city's rules, newest first, with what each changed. */
export function Versions({ slug }: { slug: string }) {
  const list = useInfiniteQuery(versionsOptions(slug));
  if (list.isPending) return <Skeleton className="h-24" />;
  if (list.error) return <ProblemBanner error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="mt-6">
      <h3 className="text-lg">
        <Trans>Versions</Trans>
      </h3>
      <ol className="max-w-3xl">
        {list.data.pages
          .flatMap(({ items }) => items)
          .map((version) => (
            <Version key={version.version} version={version} />
          ))}
      </ol>
      <ShowMore of={list} />
    </div>
  );
}

function Version({ version }: { version: PolicyVersion }) {
  const { i18n } = useLingui();
  const day = (at: string) => i18n.date(new Date(at), { dateStyle: "long" });
  return (
    <li className="border-t border-rule py-3">
      <p className="font-sign font-bold">
        {version.in_force ? (
          <Trans>
            Version {version.version}, since {day(version.valid_from)}, in force
          </Trans>
        ) : version.valid_until ? (
          <Trans>
            Version {version.version}, {day(version.valid_from)} to {day(version.valid_until)}
          </Trans>
        ) : (
          <Trans>
            Version {version.version}, from {day(version.valid_from)}
          </Trans>
        )}
      </p>
      <p className="text-ink2">{version.reason}</p>
      {version.changes.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1">
          {version.changes.map((change) => (
            <li key={change.id}>
              <ChangeText change={change} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** What was and what is, as one reads it; where a sentence stays the same, the source or what it does changed. */
function ChangeText({ change: { before, after } }: { change: Change }) {
  const words = useRuleWords();
  const was = before ? words(before) : "";
  const is = after ? words(after) : "";
  if (!before) {
    return (
      <Trans>
        New: <ins className="no-underline font-bold">{is}</ins>
      </Trans>
    );
  }
  if (!after) {
    return (
      <Trans>
        Gone: <del>{was}</del>
      </Trans>
    );
  }
  if (was === is) return <Trans>Changed in its source, note or effect: {is}</Trans>;
  return (
    <Trans>
      Changed: <del>{was}</del> → <ins className="no-underline font-bold">{is}</ins>
    </Trans>
  );
}
