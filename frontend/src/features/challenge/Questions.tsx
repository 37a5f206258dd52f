import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { askQuestion, type ChallengeDetail, type QuestionOut } from "@/api";
import { listQuestionsOptions, listQuestionsQueryKey } from "@/api/@tanstack/react-query.gen";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { useSession } from "@/shared/session";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/TextArea";

import { Section } from "./Facts";

type Props = { detail: ChallengeDetail; now: Date };

const LISTED = 100;

/** Questions with their public answers, the same for all; and the form, whose sender nobody else learns. */
export function Questions({ detail, now }: Props) {
  const { t, i18n } = useLingui();
  const session = useSession();
  const path = { challenge_id: detail.id };
  const query = { lang: i18n.locale, limit: LISTED };
  const answered = useQuery(listQuestionsOptions({ path, query: { ...query, state: "answered" } }));
  const waiting = useQuery({
    ...listQuestionsOptions({ path, query: { ...query, state: "waiting" } }),
    enabled: Boolean(session),
  });
  const mine = (waiting.data?.items ?? []).filter((question) => question.mine);
  const items = answered.data?.items ?? [];
  const open = answered.data?.open ?? false;
  const until = answered.data?.until;
  if (answered.error) return <ProblemBanner error={answered.error} />;
  if (items.length === 0 && !open && mine.length === 0) return null;
  return (
    <Section id="questions" title={t`Questions and answers`}>
      <p className="mb-3 max-w-[62ch] text-ink2">
        {open && until ? (
          <Trans>
            Everybody reads the same answers; nobody sees who asked, the city neither. Questions are taken until{" "}
            <When at={until} zone={detail.dates.timezone} now={now} />.
          </Trans>
        ) : open ? (
          <Trans>Everybody reads the same answers; nobody sees who asked, the city neither.</Trans>
        ) : (
          <Trans>Questions are no longer taken.</Trans>
        )}
      </p>
      {items.map((question) => (
        <Asked key={question.id} question={question} detail={detail} now={now} />
      ))}
      {mine.map((question) => (
        <Asked key={question.id} question={question} detail={detail} now={now} />
      ))}
      {open &&
        (session ? (
          <Ask detail={detail} />
        ) : (
          <p className="mt-3">
            <Link to="/sign-in" search={{ then: `/challenges/${detail.id}/${detail.slug}#questions` }} className="link-quiet">
              <Trans>Sign in to ask a question</Trans>
            </Link>
          </p>
        ))}
    </Section>
  );
}

function Asked({ question, detail, now }: Props & { question: QuestionOut }) {
  const [answer, ...earlier] = question.answers;
  return (
    <article
      id={question.number ? `question-${question.number}` : undefined}
      className="scroll-mt-6 border-t border-rule py-3"
    >
      <h3 className="text-[1.0625rem]" lang={question.text.lang}>
        {question.number && <span className="figure-sign">{question.number}. </span>}
        {question.text.value}
      </h3>
      {question.mine && (
        <p className="text-[0.9375rem] text-ink2">
          <Trans>You asked this. Only you see that.</Trans>
        </p>
      )}
      {question.state === "waiting" && (
        <p>
          <Trans>It waits for the city’s answer.</Trans>
        </p>
      )}
      {question.state === "set_aside" && (
        <p>
          <Trans>The city gives no public answer: {question.set_aside_reason}</Trans>
        </p>
      )}
      {answer && (
        <>
          <p className="mt-1 max-w-[62ch] whitespace-pre-wrap" lang={answer.text.lang}>
            {answer.text.value}
          </p>
          <p className="text-[0.9375rem] text-ink2">
            <span lang={answer.city.name.lang}>{answer.city.name.value}</span>,{" "}
            <When at={answer.at} zone={detail.dates.timezone} now={now} />
          </p>
        </>
      )}
      {earlier.map((old) => (
        <p key={old.at} className="text-[0.9375rem] text-ink2">
          <Trans>Corrected; before, it said:</Trans> <del lang={old.text.lang}>{old.text.value}</del>
        </p>
      ))}
    </article>
  );
}

function Ask({ detail }: { detail: ChallengeDetail }) {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const asking = useSend(
    () => askQuestion({ path: { challenge_id: detail.id }, body: { text, lang: i18n.locale }, throwOnError: true }),
    async () => {
      setText("");
      await queries.invalidateQueries({
        queryKey: listQuestionsQueryKey({ path: { challenge_id: detail.id }, query: { lang: i18n.locale, limit: LISTED, state: "waiting" } }),
      });
    },
  );
  return (
    <form
      noValidate
      className="mt-4 flex max-w-2xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        asking.send();
      }}
    >
      {asking.isDone && (
        <Banner live>
          <Trans>Your question is with the city. You are told when it is answered.</Trans>
        </Banner>
      )}
      {asking.error && <ProblemBanner error={asking.error} />}
      <TextArea
        label={t`Your question`}
        hint={t`Leave out your firm’s name: the question is published as you write it.`}
        rows={3}
        maxLength={4_000}
        value={text}
        onChange={setText}
        error={fieldError(asking.problem, "/text")}
      />
      <div>
        <Button type="submit" isDisabled={asking.isBusy || !text.trim()}>
          <Trans>Ask without your name</Trans>
        </Button>
      </div>
    </form>
  );
}
