import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answerQuestion, type QuestionOut, setQuestionAside } from "@/api";
import { listQuestionsOptions } from "@/api/@tanstack/react-query.gen";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Disclosure } from "@/shared/ui/Disclosure";
import { TextArea } from "@/shared/ui/TextArea";

import { filled, WordsField } from "./WordsField";

type Props = { id: string; zone: string; languages: readonly string[] };

/** What was asked and waits; nobody here learns by whom. */
export function WaitingQuestions({ id, zone, languages }: Props) {
  const list = useQuery(
    listQuestionsOptions({ path: { challenge_id: id }, query: { state: "waiting", limit: 100 } }),
  );
  if (list.error) return <ProblemBanner error={list.error} />;
  const items = list.data?.items.filter(({ state }) => state === "waiting") ?? [];
  if (list.data && items.length === 0) {
    return (
      <p className="text-ink2">
        <Trans>No question waits for an answer.</Trans>
      </p>
    );
  }
  return (
    <>
      {items.map((question) => (
        <Waiting key={question.id} id={id} zone={zone} languages={languages} question={question} />
      ))}
    </>
  );
}

function Waiting({ id, zone, languages, question }: Props & { question: QuestionOut }) {
  const { t } = useLingui();
  const now = useNow();
  const queries = useQueryClient();
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [restated, setRestated] = useState(question.text.value);
  const [reason, setReason] = useState("");
  const path = { challenge_id: id, question_id: question.id };
  const done = () => queries.invalidateQueries();
  const answering = useSend(
    () =>
      answerQuestion({
        path,
        body: { texts: filled(texts), restated: restated.trim() === question.text.value ? null : restated },
        throwOnError: true,
      }),
    done,
  );
  const aside = useSend(() => setQuestionAside({ path, body: { reason }, throwOnError: true }), done);
  return (
    <article className="border-t border-rule py-4">
      <h3 className="text-lg" lang={question.text.lang}>
        {question.text.value}
      </h3>
      <p className="mb-3 text-[0.9375rem] text-ink2">
        <Trans>
          asked <When at={question.asked_at} zone={zone} now={now} />, by somebody whose name nobody sees
        </Trans>
      </p>
      {answering.error && <ProblemBanner error={answering.error} />}
      <WordsField
        label={t`Public answer`}
        pointer="/texts"
        languages={languages}
        value={texts}
        onChange={setTexts}
        problem={answering.problem}
      />
      <Disclosure title={<Trans>The words give the asker away</Trans>}>
        <TextArea
          label={t`The question as it is published`}
          rows={2}
          lang={question.text.lang}
          value={restated}
          onChange={setRestated}
          error={fieldError(answering.problem, "/restated")}
        />
      </Disclosure>
      <Button isDisabled={answering.isBusy || Object.keys(filled(texts)).length === 0} onPress={() => answering.send()}>
        <Trans>Answer for everybody</Trans>
      </Button>
      <Disclosure title={<Trans>It cannot be answered in public</Trans>}>
        {aside.error && <ProblemBanner error={aside.error} />}
        <TextArea
          label={t`Why, for the asker alone`}
          rows={2}
          value={reason}
          onChange={setReason}
          error={fieldError(aside.problem, "/reason")}
        />
        <div className="mt-2">
          <Button look="ghost" isDisabled={aside.isBusy || !reason.trim()} onPress={() => aside.send()}>
            <Trans>Set it aside</Trans>
          </Button>
        </div>
      </Disclosure>
    </article>
  );
}
