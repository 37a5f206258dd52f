import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";

import type { BarrierFinding, BarrierReview } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/TextArea";
import { useToast } from "@/shared/ui/Toast";

import { Finding } from "@/shared/domain/barriers/Finding";
import { MarkedText } from "./MarkedText";
import { withSuggestion } from "@/shared/domain/barriers/places";
import { askReview, LEAST_LETTERS, LONGEST_TEXT } from "@/shared/domain/barriers/review";

type Reviewed = { text: string; review: BarrierReview };

/** Anyone pastes a call and reads what in it shuts small firms out. Nothing is kept, not even here. */
export function ReviewTool() {
  const { t, i18n } = useLingui();
  const say = useToast();
  const [text, setText] = useState("");
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const base = useId();
  const ask = useMutation({
    mutationFn: (asked: string) => askReview(asked, i18n.locale),
    onSuccess: (review, asked) => {
      setReviewed({ text: asked, review });
      // What came is below; the reader's place goes there with it.
      requestAnimationFrame(() => heading.current?.focus());
    },
  });
  const use = (finding: BarrierFinding) => {
    const next = withSuggestion(text, finding);
    if (next === null) {
      say({ text: t`These words are no longer in the text.` });
      return;
    }
    const before = text;
    const shown = reviewed;
    setText(next);
    ask.mutate(next);
    say({
      text: t`The wording is in your text.`,
      undo: {
        label: t`Undo`,
        run: () => {
          setText(before);
          setReviewed(shown);
        },
      },
    });
  };
  const letters = text.trim().length;
  return (
    <div className="mt-6 flex flex-col gap-8">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (letters >= LEAST_LETTERS) ask.mutate(text);
        }}
      >
        <TextArea
          label={t`The call`}
          hint={t`Paste its text, up to 200,000 characters, in English or French. Nothing of it is kept.`}
          rows={8}
          maxLength={LONGEST_TEXT}
          value={text}
          onChange={setText}
        />
        <div>
          <Button type="submit" look="go" isDisabled={letters < LEAST_LETTERS || ask.isPending}>
            {ask.isPending ? <Trans>Reading…</Trans> : <Trans>Review this text</Trans>}
          </Button>
        </div>
      </form>
      {ask.error && <ProblemBanner error={ask.error} onRetry={() => ask.mutate(text)} />}
      {reviewed && (
        <section>
          <h2 ref={heading} tabIndex={-1} className="text-2xl">
            <Found review={reviewed.review} />
          </h2>
          {reviewed.review.read_in.length === 0 ? (
            <Unread />
          ) : reviewed.review.findings.length === 0 ? (
            <p className="mt-2 max-w-[62ch] text-ink2">
              <Trans>The rules know what they know: a barrier in other words may have passed them by.</Trans>
            </p>
          ) : (
            <div className="mt-4 grid gap-x-10 gap-y-6 lg:grid-cols-2">
              <div className="min-w-0 lg:sticky lg:top-5 lg:self-start">
                <MarkedText
                  text={reviewed.text}
                  lang={reviewed.review.read_in[0]}
                  findings={reviewed.review.findings}
                  idOf={(finding) => `${base}-${reviewed.review.findings.indexOf(finding)}`}
                />
              </div>
              <ol className="min-w-0">
                {reviewed.review.findings.map((finding, at) => (
                  <Finding
                    key={at}
                    id={`${base}-${at}`}
                    finding={finding}
                    onUse={finding.pointer === "/text" ? () => use(finding) : undefined}
                  />
                ))}
              </ol>
            </div>
          )}
        </section>
      )}
    </div>
  );
}

function Found({ review }: { review: BarrierReview }) {
  if (review.read_in.length === 0) return <Trans>This text was not read</Trans>;
  const count = review.findings.length + review.left_out;
  if (count === 0) return <Trans>No barrier found</Trans>;
  return <Plural value={count} one="# barrier" other="# barriers" />;
}

function Unread() {
  return (
    <div className="mt-3">
      <Banner>
        <Trans>The rules read English and French so far. Of a text in another language they say nothing.</Trans>
      </Banner>
    </div>
  );
}
