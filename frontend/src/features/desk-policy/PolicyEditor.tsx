import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { RULE_KIND } from "@/shared/domain/ruleLabels";
import { useRuleWords } from "@/shared/domain/RuleText";
import { useWords } from "@/shared/domain/useWords";
import { Items } from "@/shared/desk/Items";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { Disclosure } from "@/shared/ui/Disclosure";
import { Select } from "@/shared/ui/Select";
import { Skeleton } from "@/shared/ui/Skeleton";
import { TextField } from "@/shared/ui/TextField";
import { useToast } from "@/shared/ui/Toast";

import { addVersion, differenceOf, type LoadedPolicy, loadPolicy, newRule, type Rule, type RuleKind } from "./policy";
import { RuleForm } from "./RuleForm";

type Props = { slug: string; currency: string; /** The language that the city writes in. */ language: string };

/** A city's rules, edited as a whole and set as a new version: the old one stays what others were published under. */
export function PolicyEditor(props: Props) {
  const loaded = useQuery({
    queryKey: ["policy-editor", props.slug],
    queryFn: ({ signal }) => loadPolicy(props.slug, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (loaded.isPending) return <Skeleton className="h-96" />;
  if (loaded.error) return <ProblemBanner error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return <Editor {...props} loaded={loaded.data} />;
}

function Editor({ slug, currency, language, loaded }: Props & { loaded: LoadedPolicy }) {
  const { t } = useLingui();
  const word = useWords();
  const ruleWords = useRuleWords();
  const say = useToast();
  const queries = useQueryClient();
  const [known, setKnown] = useState(loaded);
  const newest = known.policy.next ?? known.policy.current;
  const [rules, setRules] = useState<Rule[]>(newest?.document.rules ?? []);
  const [kind, setKind] = useState<RuleKind>("threshold");
  const [reason, setReason] = useState("");
  const [from, setFrom] = useState("");
  const set = new Set(newest?.document.rules.map(({ id }) => id));
  const changes = differenceOf(newest?.document.rules ?? [], rules);
  const form = useSend(
    () =>
      addVersion(
        slug,
        {
          document: { rules, note: newest?.document.note ?? {} },
          reason,
          valid_from: from ? new Date(`${from}T00:00:00`).toISOString() : null,
        },
        known.etag,
      ),
    async (answer) => {
      setKnown(answer);
      setReason("");
      setFrom("");
      const version = (answer.policy.next ?? answer.policy.current)?.version ?? 1;
      say({ text: t`Version ${version} is set.` });
      await queries.invalidateQueries();
    },
  );
  const error = (pointer: string) => fieldError(form.problem, pointer);
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      {known.policy.next && (
        <Banner tone="signal">
          <Trans>Version {known.policy.next.version} is set for later; what you write here follows it.</Trans>
        </Banner>
      )}
      <Items<Rule>
        label={t`Rules`}
        items={rules}
        onChange={setRules}
        make={() => newRule(kind, rules, currency)}
        addLabel={t`Add a rule`}
        nameOf={ruleWords}
      >
        {(rule, write, at) => (
          <Disclosure title={<span className="figure-sign text-lg">{ruleWords(rule)}</span>} defaultExpanded={!set.has(rule.id)}>
            <div className="flex flex-col gap-4">
              <RuleForm
                rule={rule}
                write={write as (change: Partial<Rule>) => void}
                language={language}
                error={(field) => error(`/document/rules/${at}/${rule.kind}/${field}`) ?? error(`/document/rules/${at}/${field}`)}
              />
            </div>
          </Disclosure>
        )}
      </Items>
      <Select
        label={t`Kind of the next rule`}
        value={kind}
        onChange={setKind}
        options={(Object.keys(RULE_KIND) as RuleKind[]).map((value) => ({ value, label: word(RULE_KIND, value) }))}
      />
      <section aria-labelledby="set" className="flex flex-col gap-4 border-t-2 border-ink pt-5">
        <h2 id="set" className="text-2xl">
          <Trans>Set them as a new version</Trans>
        </h2>
        <p role="status">
          {changes.length === 0 ? (
            <Trans>Nothing differs from the version that is set.</Trans>
          ) : (
            <Plural value={changes.length} one="# rule differs from the version that is set:" other="# rules differ from the version that is set:" />
          )}
        </p>
        <ul className="flex flex-col gap-1">
          {changes.map(({ id, before, after }) => (
            <li key={id}>
              {before && (
                <>
                  <del>{ruleWords(before)}</del>{" "}
                </>
              )}
              {after && <ins className="font-bold no-underline">{ruleWords(after)}</ins>}
            </li>
          ))}
        </ul>
        <TextField
          label={t`Why they change`}
          hint={t`Everybody reads it beside the version`}
          maxLength={600}
          value={reason}
          onChange={setReason}
          error={error("/reason")}
        />
        <TextField
          label={t`In force from`}
          hint={t`Empty means at once`}
          type="date"
          value={from}
          onChange={setFrom}
          error={error("/valid_from")}
        />
        <p className="text-ink2">
          <Trans>What is published already keeps the version of then. Drafts are held against the new one.</Trans>
        </p>
        {form.error && <ProblemBanner error={form.error} />}
        <div>
          <Button look="go" isDisabled={form.isBusy || changes.length === 0} onPress={() => form.send()}>
            <Trans>Set the new version</Trans>
          </Button>
        </div>
      </section>
    </div>
  );
}
