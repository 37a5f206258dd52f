import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type ContactOut, writeFeedback } from "@/api";
import { listContactsOptions } from "@/api/@tanstack/react-query.gen";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/TextArea";

/** The firms that agreed to stay in touch, and a word for each. */
export function Contacts({ id }: { id: string }) {
  const list = useQuery(listContactsOptions({ path: { challenge_id: id } }));
  if (list.error) return <ProblemBanner error={list.error} />;
  if (list.data?.items.length === 0) {
    return (
      <p className="text-ink2">
        <Trans>No firm has agreed to stay in touch.</Trans>
      </p>
    );
  }
  return (
    <>
      {list.data?.items.map((contact) => (
        <Contact key={contact.supplier_id} id={id} contact={contact} />
      ))}
    </>
  );
}

function Contact({ id, contact }: { id: string; contact: ContactOut }) {
  const { t, i18n } = useLingui();
  const [text, setText] = useState("");
  const send = useSend(
    () =>
      writeFeedback({
        path: { challenge_id: id, supplier_id: contact.supplier_id },
        body: { text, lang: i18n.locale },
        throwOnError: true,
      }),
    () => setText(""),
  );
  return (
    <article className="flex max-w-2xl flex-col gap-3 border-t border-rule py-4">
      <h3 className="text-lg">{contact.name}</h3>
      {send.isDone && (
        <Banner live>
          <Trans>Sent. Only your cities and this firm can read it.</Trans>
        </Banner>
      )}
      {send.error && <ProblemBanner error={send.error} />}
      <TextArea label={t`Feedback for this firm`} rows={3} maxLength={4_000} value={text} onChange={setText} error={fieldError(send.problem, "/text")} />
      <div>
        <Button look="ghost" isDisabled={send.isBusy || !text.trim()} onPress={() => send.send()}>
          <Trans>Send the feedback</Trans>
        </Button>
      </div>
    </article>
  );
}
