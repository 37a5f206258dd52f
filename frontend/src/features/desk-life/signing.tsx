import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { decidePhase, type DraftOut, type SignatureKind, signChallenge, type Verdict } from "@/api";
import { listSignaturesOptions } from "@/api/@tanstack/react-query.gen";
import { PHASE } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { plainDay } from "@/shared/lib/dates";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Disclosure } from "@/shared/ui/Disclosure";
import { RadioGroup } from "@/shared/ui/RadioGroup";
import { Select } from "@/shared/ui/Select";
import { TextField } from "@/shared/ui/TextField";

import { filled, WordsField } from "./WordsField";

const KINDS: Record<SignatureKind, MessageDescriptor> = {
  sponsor: msg`Executive sponsor`,
  council: msg`Council`,
  board: msg`Board`,
  risks: msg`Risks accepted`,
};

/** Which office stands behind it: what was signed so far, and one more. */
export function Signatures({ draft }: { draft: DraftOut }) {
  const { t, i18n } = useLingui();
  const word = useWords();
  const queries = useQueryClient();
  const path = { challenge_id: draft.id };
  const list = useQuery(listSignaturesOptions({ path }));
  const [kind, setKind] = useState<SignatureKind>("sponsor");
  const [office, setOffice] = useState("");
  const [reference, setReference] = useState("");
  const [day, setDay] = useState("");
  const [document, setDocument] = useState("");
  const [isPublic, setPublic] = useState(true);
  const send = useSend(
    () =>
      signChallenge({
        path,
        body: { kind, office, reference, decided_on: day || null, document_id: document || null, public: isPublic },
        throwOnError: true,
      }),
    () => queries.invalidateQueries(),
  );
  return (
    <div className="flex max-w-2xl flex-col gap-5 pt-2">
      <ul>
        {list.data?.items.map((one) => (
          <li key={one.id} className="border-t border-rule py-2">
            <b className="font-sign">{word(KINDS, one.kind)}</b>: {one.office}
            {one.reference && <>, {one.reference}</>}
            {one.decided_on && <>, {plainDay(i18n.locale, one.decided_on)}</>}
            {!one.public && (
              <>
                {" "}
                <Trans>(not public)</Trans>
              </>
            )}
            {one.before_change && (
              <>
                {" "}
                <Trans>(before the text was last changed)</Trans>
              </>
            )}
          </li>
        ))}
      </ul>
      <Disclosure title={<Trans>Record a signature</Trans>} className="border-t border-rule">
        <div className="flex flex-col gap-5">
      {send.error && <ProblemBanner error={send.error} />}
      <Select
        label={t`What is signed`}
        value={kind}
        onChange={setKind}
        options={(Object.keys(KINDS) as SignatureKind[]).map((value) => ({ value, label: word(KINDS, value) }))}
        error={fieldError(send.problem, "/kind")}
      />
      <TextField label={t`Office`} hint={t`Shown in public; never a person’s name`} maxLength={200} value={office} onChange={setOffice} error={fieldError(send.problem, "/office")} />
      <TextField label={t`Reference of the decision`} maxLength={200} value={reference} onChange={setReference} error={fieldError(send.problem, "/reference")} />
      <TextField label={t`Decided on`} type="date" value={day} onChange={setDay} error={fieldError(send.problem, "/decided_on")} />
      {draft.documents.length > 0 && (
        <Select
          label={t`Document`}
          value={document}
          onChange={setDocument}
          options={[{ value: "", label: t`None` }, ...draft.documents.map(({ id, name }) => ({ value: id, label: name }))]}
          error={fieldError(send.problem, "/document_id")}
        />
      )}
      <Checkbox isSelected={isPublic} onChange={setPublic}>
        <Trans>Show it on the challenge’s page</Trans>
      </Checkbox>
      <div>
        <Button isDisabled={send.isBusy || !office.trim()} onPress={() => send.send()}>
          <Trans>Record the signature</Trans>
        </Button>
      </div>
        </div>
      </Disclosure>
    </div>
  );
}

type DecideProps = { draft: DraftOut; languages: readonly string[]; onDone: () => unknown };

/** This city's go or no-go after a phase. */
export function Decide({ draft, languages, onDone }: DecideProps) {
  const { t } = useLingui();
  const word = useWords();
  const phases = draft.terms.phases.map((phase, at) => ({ phase, at })).filter(({ phase }) => phase.go_no_go);
  const [at, setAt] = useState(String(phases[0]?.at ?? 0));
  const [verdict, setVerdict] = useState<Verdict>("go");
  const [reason, setReason] = useState<Record<string, string>>({});
  const [office, setOffice] = useState("");
  const send = useSend(
    () =>
      decidePhase({
        path: { challenge_id: draft.id },
        body: { phase: Number(at), verdict, reason: filled(reason), office },
        throwOnError: true,
      }),
    onDone,
  );
  return (
    <div className="flex max-w-2xl flex-col gap-5 pt-2">
      {send.error && <ProblemBanner error={send.error} />}
      <Select
        label={t`After which phase`}
        value={at}
        onChange={setAt}
        options={phases.map(({ phase, at: place }) => ({ value: String(place), label: `${place + 1}. ${word(PHASE, phase.kind)}` }))}
        error={fieldError(send.problem, "/phase")}
      />
      <RadioGroup<Verdict>
        label={t`Decision of your city`}
        value={verdict}
        onChange={setVerdict}
        choices={[
          { value: "go", label: t`Go on` },
          { value: "no_go", label: t`Stop here` },
        ]}
      />
      <WordsField label={t`Why, for everybody`} pointer="/reason" languages={languages} value={reason} onChange={setReason} problem={send.problem} />
      <TextField label={t`Office`} hint={t`Shown in public; never a person’s name`} maxLength={200} value={office} onChange={setOffice} error={fieldError(send.problem, "/office")} />
      <div>
        <Button isDisabled={send.isBusy || !office.trim()} onPress={() => send.send()}>
          <Trans>Record the decision for good</Trans>
        </Button>
      </div>
    </div>
  );
}
