import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent, KeyboardEvent } from "react";
import { useId } from "react";

import { Button } from "@/shared/ui/Button";

type Props = { text: string; onText: (text: string) => void; onAsk: () => void; searchId: string };

/** "What do you do?": the answer comes while one types, without an account. */
export function AskBox({ text, onText, onAsk, searchId }: Props) {
  const { t } = useLingui();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey) submit(event);
  };
  return (
    <form onSubmit={submit} className="mt-6 max-w-[46rem]">
      <label htmlFor={id} className="sign text-lg">
        <Trans>What do you do?</Trans>
      </label>
      <div className="mt-1.5 flex flex-col gap-2 rounded-lg sm:flex-row sm:gap-0">
        <textarea
          id={id}
          rows={1}
          value={text}
          maxLength={20_000}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={t`We fit sensors to drains and predict floods street by street`}
          aria-describedby={`${id}-note`}
          className="field-sizing-content max-h-64 min-h-[3.6rem] w-full resize-none rounded-md border-2 border-ink bg-card px-4 py-3.5 text-lg placeholder:text-ink2 sm:rounded-e-none sm:border-e-0"
        />
        <Button type="submit" look="go" className="min-h-[3.6rem] flex-none px-5 whitespace-nowrap sm:rounded-s-none">
          <Trans>Show what fits</Trans>
        </Button>
      </div>
      <p id={`${id}-note`} className="mt-2 text-[0.9375rem] text-ink2">
        <Trans>No account needed. Nothing you type is kept.</Trans>{" "}
        <a href={`#${searchId}`} className="link-quiet" onClick={() => document.getElementById(searchId)?.focus()}>
          <Trans>Or search by words</Trans>
        </a>
      </p>
    </form>
  );
}
