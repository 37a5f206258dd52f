import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { askToJoin, type LocalTermsOutput } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/TextArea";

import { LocalTermsForm, NO_TERMS } from "./LocalTermsForm";
import { useJointChange } from "./queries";

type Props = { id: string; cityId: string; cityName: string; currency: string; language: string };

/** A city with the same problem asks to join a public challenge, and says what would differ for it. */
export function AskForm({ id, cityId, cityName, currency, language }: Props) {
  const { t } = useLingui();
  const reload = useJointChange(id);
  const [terms, setTerms] = useState<LocalTermsOutput>(NO_TERMS);
  const [message, setMessage] = useState("");
  const asking = useSend(
    () =>
      askToJoin({
        path: { challenge_id: id },
        body: { city_id: cityId, message, local_terms: terms },
        throwOnError: true,
      }),
    reload,
  );
  return (
    <section aria-labelledby="ask" className="flex max-w-2xl flex-col gap-5">
      <h2 id="ask" className="text-2xl">
        <Trans>Ask to join with {cityName}</Trans>
      </h2>
      <p>
        <Trans>
          Your city would post this challenge together with the others, under the common terms below and its own. Every
          city that posts it has to want this; then your city is on the page at once.
        </Trans>
      </p>
      <TextArea label={t`Why you want to join`} hint={t`Only the cities read it`} rows={3} maxLength={2000} value={message} onChange={setMessage} />
      <LocalTermsForm value={terms} onChange={setTerms} currency={currency} language={language} />
      {asking.error && <ProblemBanner error={asking.error} />}
      <div>
        <Button look="go" isDisabled={asking.isBusy} onPress={() => asking.send()}>
          <Trans>Ask to join</Trans>
        </Button>
      </div>
    </section>
  );
}
