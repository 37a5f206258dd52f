import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import {
  acceptParticipation,
  changeLocalTerms,
  declineParticipation,
  leaveChallenge,
  type LocalTermsOutput,
  type PartOut,
  takeBackParticipation,
} from "@/api";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { localZone } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Banner } from "@/shared/ui/Banner";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { TextArea } from "@/shared/ui/TextArea";
import { useToast } from "@/shared/ui/Toast";

import { LocalTermsForm } from "./LocalTermsForm";
import { useJointChange } from "./queries";

type Props = { id: string; part: PartOut; currency: string; language: string; isPublic: boolean };
type Leaving = { onLeft: () => unknown };

/** One's own terms: written freely until publication. */
export function OwnTerms({ id, part, currency, language, isPublic }: Props) {
  const say = useToast();
  const { t } = useLingui();
  const reload = useJointChange(id);
  const [terms, setTerms] = useState<LocalTermsOutput>(part.local_terms);
  const saving = useSend(
    () =>
      changeLocalTerms({
        path: { challenge_id: id, city_id: part.city.id },
        headers: { "If-Match": part.tag },
        body: { local_terms: terms },
        throwOnError: true,
      }),
    async () => {
      await reload();
      say({ text: t`Your city’s terms are saved.` });
    },
  );
  const changed = JSON.stringify(terms) !== JSON.stringify(part.local_terms);
  if (isPublic) return null;
  return (
    <section aria-labelledby="own-terms">
      <h3 id="own-terms" className="mb-3 text-xl">
        <Trans>What differs for your city</Trans>
      </h3>
      <LocalTermsForm value={terms} onChange={setTerms} currency={currency} language={language} />
      {saving.error && (
        <div className="mt-4">
          <ProblemBanner error={saving.error} />
        </div>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        <Button look="go" isDisabled={!changed || saving.isBusy} onPress={() => saving.send()}>
          <Trans>Save your terms</Trans>
        </Button>
        {changed && (
          <Button look="ghost" onPress={() => setTerms(part.local_terms)}>
            <Trans>Undo</Trans>
          </Button>
        )}
      </div>
    </section>
  );
}

/** An invited city: by when, its terms, and yes or no. */
export function Answer({ id, part, currency, language, onLeft }: Omit<Props, "isPublic"> & Leaving) {
  const { t } = useLingui();
  const now = useNow();
  const reload = useJointChange(id);
  const [terms, setTerms] = useState<LocalTermsOutput>(part.local_terms);
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const request = { path: { challenge_id: id, city_id: part.city.id }, headers: { "If-Match": part.tag }, throwOnError: true } as const;
  const accepting = useSend(() => acceptParticipation({ ...request, body: { local_terms: terms } }), reload);
  const refusing = useSend(() => declineParticipation({ ...request, body: { reason } }), onLeft);
  return (
    <section aria-labelledby="answer" className="flex flex-col gap-5">
      <h2 id="answer" className="text-2xl">
        <Trans>Your city is invited</Trans>
      </h2>
      {part.message && <blockquote className="border-s-[6px] border-rule ps-4">{part.message}</blockquote>}
      <p>
        <Trans>
          Read the challenge below. Accepting binds your city to nothing yet: the others see its terms, and nothing is
          published before your city has approved it.
        </Trans>{" "}
        {part.answer_by && (
          <Trans>
            Answer by{" "}
            <b className="figure-sign">
              <When at={part.answer_by} zone={localZone()} now={now} />
            </b>
            , your time.
          </Trans>
        )}
      </p>
      <LocalTermsForm value={terms} onChange={setTerms} currency={currency} language={language} />
      {accepting.error && <ProblemBanner error={accepting.error} />}
      <div className="flex flex-wrap gap-3">
        <Button look="go" isDisabled={accepting.isBusy} onPress={() => accepting.send()}>
          <Trans>Accept under these terms</Trans>
        </Button>
        <Button look="danger" onPress={() => setDeclining(true)}>
          <Trans>Decline</Trans>
        </Button>
      </div>
      <Dialog role="alertdialog" title={t`Decline the invitation?`} isOpen={declining} onClose={() => setDeclining(false)}>
        <p>
          <Trans>Your city can no longer read the draft. The lead city is told, and may invite again.</Trans>
        </p>
        <TextArea label={t`Why, if you like`} hint={t`Only the cities read it`} rows={2} maxLength={2000} value={reason} onChange={setReason} />
        {refusing.error && <ProblemBanner error={refusing.error} />}
        <div className="flex flex-wrap gap-3">
          <Button look="danger" isDisabled={refusing.isBusy} onPress={() => refusing.send()}>
            <Trans>Decline</Trans>
          </Button>
          <Button look="ghost" onPress={() => setDeclining(false)}>
            <Trans>Not yet</Trans>
          </Button>
        </div>
      </Dialog>
    </section>
  );
}

/** A city that asked: it waits, or takes its request back. */
export function Asked({ id, part, onLeft }: { id: string; part: PartOut } & Leaving) {
  const { t } = useLingui();
  const now = useNow();
  const taking = useSend(
    () =>
      takeBackParticipation({
        path: { challenge_id: id, city_id: part.city.id },
        headers: { "If-Match": part.tag },
        throwOnError: true,
      }),
    onLeft,
  );
  return (
    <Banner
      tone="signal"
      title={t`Your city has asked to join`}
      action={
        <Button look="ghost" isDisabled={taking.isBusy} onPress={() => taking.send()}>
          <Trans>Take it back</Trans>
        </Button>
      }
    >
      <Trans>The cities that post it answer.</Trans>{" "}
      {part.answer_by && (
        <Trans>
          The request lapses on <When at={part.answer_by} zone={localZone()} now={now} />.
        </Trans>
      )}
      {taking.error && <ProblemBanner error={taking.error} />}
    </Banner>
  );
}

/** Leaving asks once and says what follows. */
export function Leave({ id, part, isPublic, onLeft }: { id: string; part: PartOut; isPublic: boolean } & Leaving) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const leaving = useSend(
    () =>
      leaveChallenge({
        path: { challenge_id: id, city_id: part.city.id },
        headers: { "If-Match": part.tag },
        body: { reason },
        throwOnError: true,
      }),
    onLeft,
  );
  return (
    <div>
      <Button look="danger" onPress={() => setAsking(true)}>
        <Trans>Leave this challenge</Trans>
      </Button>
      <Dialog role="alertdialog" title={t`Leave this challenge?`} isOpen={asking} onClose={() => setAsking(false)}>
        <ul className="list-disc ps-5">
          <li>
            <Trans>From that moment your city has no right on it: not to read, not to approve, not to decide.</Trans>
          </li>
          {isPublic ? (
            <li>
              <Trans>A public notice says that your city left, and why. It stays on the challenge’s page.</Trans>
            </li>
          ) : (
            <li>
              <Trans>Nobody outside has seen the draft, and nobody outside is told.</Trans>
            </li>
          )}
          <li>
            <Trans>The common terms and the other cities’ parts stay as they are. Your share of the budget is gone from it.</Trans>
          </li>
          <li>
            <Trans>A publication that waits for approval has to be proposed anew. Only an invitation brings your city back.</Trans>
          </li>
        </ul>
        <TextArea
          label={t`Why`}
          hint={isPublic ? t`Everybody can read it` : t`The other cities read it`}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
        {leaving.error && <ProblemBanner error={leaving.error} />}
        <div className="flex flex-wrap gap-3">
          <Button look="danger" isDisabled={leaving.isBusy || reason.trim() === ""} onPress={() => leaving.send()}>
            <Trans>Leave it</Trans>
          </Button>
          <Button look="ghost" onPress={() => setAsking(false)}>
            <Trans>Stay</Trans>
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
