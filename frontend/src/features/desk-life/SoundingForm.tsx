import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type DraftOut, getSounding, saveSounding, type SoundingOut } from "@/api";
import { DateField } from "@/shared/desk/DateField";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError, toProblem } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Skeleton } from "@/shared/ui/Skeleton";

import { filled, WordsField } from "./WordsField";

type Props = { draft: DraftOut; languages: readonly string[]; onDone: () => unknown };
type Loaded = { sounding: SoundingOut | null; etag: string };

/** Questions to the market; public once the challenge is announced. */
export function SoundingForm(props: Props) {
  const id = props.draft.id;
  const loaded = useQuery({
    queryKey: ["sounding-form", id],
    queryFn: async (): Promise<Loaded> => {
      try {
        const { data, response } = await getSounding({ path: { challenge_id: id }, throwOnError: true });
        return { sounding: data, etag: response.headers.get("etag") ?? "*" };
      } catch (error) {
        if (toProblem(error).status === 404) return { sounding: null, etag: "*" };
        throw error;
      }
    },
    staleTime: 0,
    gcTime: 0,
  });
  if (loaded.error) return <ProblemBanner error={loaded.error} />;
  if (!loaded.data) return <Skeleton className="h-40" />;
  return <Form key={loaded.data.etag} {...props} loaded={loaded.data} onDone={() => loaded.refetch().then(props.onDone)} />;
}

function Form({ draft, languages, loaded, onDone }: Props & { loaded: Loaded }) {
  const { t } = useLingui();
  const { sounding, etag } = loaded;
  const [questions, setQuestions] = useState<{ id: string; text: Record<string, string> }[]>(
    sounding ? sounding.questions.map(({ id, texts }) => ({ id, text: texts })) : [{ id: "question-1", text: {} }],
  );
  const [until, setUntil] = useState<string | null>(sounding?.until ?? null);
  const send = useSend(
    () =>
      saveSounding({
        path: { challenge_id: draft.id },
        headers: { "If-Match": etag },
        body: { questions: questions.map(({ id, text }) => ({ id, text: filled(text) })), until: until ?? "" },
        throwOnError: true,
      }),
    onDone,
  );
  return (
    <div className="flex max-w-2xl flex-col gap-5 pt-2">
      <p className="text-ink2">
        <Trans>Ask before you fix anything. Once it is public, what was asked stays; more may be added.</Trans>
      </p>
      {send.error && <ProblemBanner error={send.error} />}
      {questions.map((question, at) => (
        <WordsField
          key={question.id}
          label={t`Question ${at + 1}`}
          pointer={`/questions/${at}/text`}
          languages={languages}
          value={question.text}
          onChange={(text) => setQuestions(questions.map((one, place) => (place === at ? { ...one, text } : one)))}
          problem={send.problem}
        />
      ))}
      <div>
        <Button
          look="ghost"
          isDisabled={questions.length >= 20}
          onPress={() => setQuestions([...questions, { id: `question-${questions.length + 1}`, text: {} }])}
        >
          <Trans>Add a question</Trans>
        </Button>
      </div>
      <DateField label={t`Answers until`} zone={draft.instants.timezone} value={until} onChange={setUntil} error={fieldError(send.problem, "/until")} />
      <div>
        <Button isDisabled={send.isBusy || !until} onPress={() => send.send()}>
          <Trans>Save the questions</Trans>
        </Button>
      </div>
    </div>
  );
}
