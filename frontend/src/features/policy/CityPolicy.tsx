import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { PolicyVersion } from "@/api";
import { RULE_KIND } from "@/shared/domain/ruleLabels";
import { noteIn, RuleItem } from "@/shared/domain/RuleText";
import { useWords } from "@/shared/domain/useWords";
import { Banner } from "@/shared/ui/Banner";
import { Disclosure } from "@/shared/ui/Disclosure";

import { policyOptions } from "./queries";
import { Versions } from "./Versions";

/** A city's own rules on buying, on its public page: closed at first, for most come for its challenges. */
export function CityPolicy({ slug }: { slug: string }) {
  const { i18n } = useLingui();
  const { data } = useQuery(policyOptions(slug));
  const [open, setOpen] = useState(false);
  const current = data?.current;
  if (!current) return null;
  const since = i18n.date(new Date(current.valid_from), { dateStyle: "long" });
  return (
    <section aria-labelledby="rules" className="wrap mt-6">
      <h2 id="rules" className="text-xl">
        <Trans>How this city buys</Trans>
      </h2>
      <p className="max-w-[62ch] text-ink2">
        <Trans>
          Its own rules, version {current.version}, in force since {since}. A challenge keeps the version under which it was
          published.
        </Trans>
      </p>
      <Disclosure title={<Trans>Thresholds, days, languages and approvals</Trans>} isExpanded={open} onExpandedChange={setOpen}>
        {open && (
          <>
            <Rules version={current} demo={data.demo} />
            {data.next && (
              <Banner>
                <Trans>
                  Version {data.next.version} is set and begins on{" "}
                  {i18n.date(new Date(data.next.valid_from), { dateStyle: "long" })}.
                </Trans>
              </Banner>
            )}
            <Versions slug={slug} />
          </>
        )}
      </Disclosure>
    </section>
  );
}

function Rules({ version, demo }: { version: PolicyVersion; demo: boolean }) {
  const { i18n } = useLingui();
  const word = useWords();
  const { document } = version;
  const [lang, note] = noteIn(document.note, i18n.locale);
  const kinds = (Object.keys(RULE_KIND) as (keyof typeof RULE_KIND)[]).filter((kind) =>
    document.rules.some((rule) => rule.kind === kind),
  );
  return (
    <>
      {note && (
        <div lang={lang} className="my-3 max-w-3xl">
          <Banner tone={demo ? "signal" : "info"}>{note}</Banner>
        </div>
      )}
      {kinds.map((kind) => (
        <div key={kind} className="mt-5">
          <h3 className="text-lg">{word(RULE_KIND, kind)}</h3>
          <ul className="max-w-3xl">
            {document.rules
              .filter((rule) => rule.kind === kind)
              .map((rule) => (
                <li key={rule.id} className="border-t border-rule py-3">
                  <RuleItem rule={rule} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}
