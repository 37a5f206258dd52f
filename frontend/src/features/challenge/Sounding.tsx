import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { answerSounding, type ChallengeDetail, type SoundingQuestionOut } from "@/api";
import { getSoundingOptions } from "@/api/@tanstack/react-query.gen";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { useSession } from "@/shared/session";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { TextArea } from "@/shared/ui/TextArea";

import { Section } from "./Facts";

type Props = { detail: ChallengeDetail; now: Date };

/** What the city asks the market before anything is fixed, and what firms answered in public. */
export function Sounding({ detail, now }: Props) {
  const { t, i18n } = useLingui();
  const session = useSession();
  const asked = detail.life.sounding_until !== null;
  const sounding = useQuery({
    ...getSoundingOptions({ path: { challenge_id: detail.id }, query: { lang: i18n.locale } }),
    enabled: asked,
  });
  if (!asked || !sounding.data) return sounding.error ? <ProblemBanner error={sounding.error} /> : null;
  const { questions, open, until, timezone } = sounding.data;
  const firm = session?.memberships.find(({ organisation }) => organisation.kind === "supplier")?.organisation;
  return (
    <Section id="sounding" title={t`The city asks the market`}>
      <p className="mb-3 max-w-[62ch] text-ink2">
        {open ? (
          <Trans>
            Nothing is fixed yet: what you answer can still change it. Every answer is public. Until{" "}
            <When at={until} zone={timezone} now={now} />.
          </Trans>
        ) : (
          <Trans>The sounding is over; every answer stays readable.</Trans>
        )}
      </p>
      {questions.map((question) => (
        <article key={question.id} className="border-t border-rule py-3">
          <h3 className="text-[1.0625rem]" lang={question.text.lang}>
            {question.text.value}
          </h3>
          <p className="text-[0.9375rem] text-ink2">
            <Plural value={question.answers.length} _0="no answer yet" one="# answer" other="# answers" />
          </p>
          <ul className="mt-1 flex flex-col gap-3">
            {question.answers.map((answer) => (
              <li key={answer.id} className="border-s-4 border-rule ps-3">
                <p className="max-w-[62ch] whitespace-pre-wrap" lang={answer.text.lang}>
                  {answer.text.value}
                </p>
                <p className="text-[0.9375rem] text-ink2">
                  {answer.firm ?? t`A firm that is not named`}
                  {answer.mine && <> · {t`yours`}</>}
                </p>
              </li>
            ))}
          </ul>
          {open && firm && <Reply detail={detail} question={question} firmId={firm.id} />}
        </article>
      ))}
    </Section>
  );
}

type ReplyProps = { detail: ChallengeDetail; question: SoundingQuestionOut; firmId: string };

function Reply({ detail, question, firmId }: ReplyProps) {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const own = question.answers.find((answer) => answer.mine);
  const [text, setText] = useState(own?.text.value ?? "");
  const [named, setNamed] = useState(Boolean(own?.firm));
  const sending = useSend(
    () =>
      answerSounding({
        path: { challenge_id: detail.id, question_id: question.id },
        body: { text, lang: i18n.locale, supplier_id: firmId, named },
        throwOnError: true,
      }),
    () =>
      queries.invalidateQueries({
        queryKey: getSoundingOptions({ path: { challenge_id: detail.id }, query: { lang: i18n.locale } }).queryKey,
      }),
  );
  return (
    <form
      noValidate
      className="mt-3 flex max-w-2xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        sending.send();
      }}
    >
      {sending.error && <ProblemBanner error={sending.error} />}
      <TextArea
        label={own ? t`Your answer, to be replaced` : t`Your answer`}
        rows={3}
        maxLength={4_000}
        value={text}
        onChange={setText}
        error={fieldError(sending.problem, "/text")}
      />
      <Checkbox isSelected={named} onChange={setNamed}>
        <Trans>Show our name with it</Trans>
      </Checkbox>
      <div>
        <Button type="submit" look="ghost" isDisabled={sending.isBusy || !text.trim()}>
          <Trans>Answer in public</Trans>
        </Button>
      </div>
    </form>
  );
}
