import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { type ActOut, approveAct, type JointOut, objectToAct, type PartOut } from "@/api";
import { When } from "@/shared/domain/Deadline";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { localZone } from "@/shared/lib/dates";
import { useNow } from "@/shared/lib/useNow";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Disclosure } from "@/shared/ui/Disclosure";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";

import { ActContent } from "./ActContent";
import { CityDot } from "./CityDot";
import { LIVE, useJointChange } from "./queries";
import { ACT } from "./words";

type Props = { joint: JointOut; onDone: () => unknown };

/** What waits for the cities, with who has approved it and who has not; what is over stands below. */
export function Acts({ joint, onDone }: Props) {
  const pending = joint.acts.filter(({ state }) => state === "pending");
  const over = joint.acts.filter(({ state }) => state !== "pending");
  if (joint.acts.length === 0) return null;
  return (
    <div className="flex flex-col gap-4">
      {pending.map((act) => (
        <Pending key={act.id} act={act} joint={joint} onDone={onDone} />
      ))}
      {over.length > 0 && (
        <Disclosure title={<Trans>What was approved or ended before</Trans>}>
          <ul className="border-t border-rule">
            {over.map((act) => (
              <Over key={act.id} act={act} joint={joint} />
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function useCityName(joint: JointOut) {
  const { t } = useLingui();
  return (cityId: unknown) => joint.parts.find(({ city }) => city.id === cityId)?.city.name.value ?? t`a city`;
}

function useTitle(joint: JointOut) {
  const { t } = useLingui();
  const word = useWords();
  const name = useCityName(joint);
  return ({ kind, payload }: ActOut) => {
    if (kind === "hand_over") return t`Hand the lead over to ${name(payload.city_id)}`;
    if (kind === "admit" && joint.parts.some(({ city }) => city.id === payload.city_id)) return t`Let ${name(payload.city_id)} join`;
    return word(ACT, kind);
  };
}

type Asking = "approve" | "object" | null;

function Pending({ act, joint, onDone }: { act: ActOut } & Props) {
  const { t } = useLingui();
  const now = useNow();
  const [asking, setAsking] = useState<Asking>(null);
  const title = useTitle(joint)(act);
  const name = useCityName(joint);
  const mine = joint.parts.filter((part) => part.mine && LIVE.includes(part.state));
  const waitsForUs = mine.some(({ city }) => act.missing.includes(city.id)) || (act.second_person && mine.length > 0);
  return (
    <section aria-label={title} className="rounded-lg border-2 border-ink bg-card p-5">
      <h3 className="text-xl">{title}</h3>
      <p className="text-[0.9375rem] text-ink2">
        <Trans>
          Proposed by {name(act.proposed_city)}, <When at={act.proposed_at} zone={localZone()} now={now} />
        </Trans>
      </p>
      {act.state === "pending" && <ActContent act={act} joint={joint} />}
      {act.note && <blockquote className="mt-2 border-s-[6px] border-rule ps-4">{act.note}</blockquote>}
      <ul className="mt-3 border-t border-rule">
        {joint.parts
          .filter(({ state }) => LIVE.includes(state))
          .map((part) => (
            <Answered key={part.city.id} part={part} act={act} />
          ))}
      </ul>
      <p className="mt-3 text-[0.9375rem]">
        {act.second_person ? (
          <Trans>Every city has approved it. A second person has to as well.</Trans>
        ) : (
          <Trans>It happens when every city has approved it. If the challenge or a city’s terms change before, it has to be proposed anew.</Trans>
        )}
      </p>
      {mine.length > 0 && (
        <div className="mt-4 flex flex-wrap gap-3">
          {waitsForUs && (
            <Button look="go" onPress={() => setAsking("approve")}>
              <Trans>Approve</Trans>
            </Button>
          )}
          <Button look="danger" onPress={() => setAsking("object")}>
            {mine.some(({ city }) => city.id === act.proposed_city) ? <Trans>Take it back</Trans> : <Trans>Object</Trans>}
          </Button>
        </div>
      )}
      <Approve act={act} joint={joint} title={title} isOpen={asking === "approve"} onClose={() => setAsking(null)} onDone={onDone} />
      <ObjectTo act={act} joint={joint} title={t`End this proposal?`} isOpen={asking === "object"} onClose={() => setAsking(null)} />
    </section>
  );
}

function Answered({ part, act }: { part: PartOut; act: ActOut }) {
  const now = useNow();
  const approval = act.approvals.find(({ city_id }) => city_id === part.city.id);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-b border-rule py-2">
      <CityDot city={part.city} />
      <span className="ms-auto text-end">
        {approval ? (
          <>
            <b>
              <Trans>approved</Trans>
            </b>{" "}
            <span className="figure-sign text-[0.9375rem]">
              <When at={approval.approved_at} zone={localZone()} now={now} />
            </span>
            {approval.office && <span className="block text-[0.9375rem] text-ink2">{approval.office}</span>}
          </>
        ) : (
          <Trans>not yet</Trans>
        )}
      </span>
    </li>
  );
}

type DialogProps = { act: ActOut; joint: JointOut; title: string; isOpen: boolean; onClose: () => void };

function Approve({ act, joint, title, isOpen, onClose, onDone }: DialogProps & { onDone: () => unknown }) {
  const { t } = useLingui();
  const reload = useJointChange(joint.challenge_id);
  const [office, setOffice] = useState("");
  const sending = useSend(
    async () => {
      const path = { challenge_id: joint.challenge_id, act_id: act.id };
      const { data } = await approveAct({ path, headers: { "If-Match": act.tag }, body: { office }, throwOnError: true });
      return data;
    },
    async (answer) => {
      onClose();
      await reload();
      if (answer.state === "done") onDone();
    },
  );
  return (
    <Dialog role="alertdialog" title={title} isOpen={isOpen} onClose={onClose}>
      <p>
        {act.missing.length <= 1 ? (
          <Trans>Yours is the last approval: it happens at once.</Trans>
        ) : (
          <Trans>You approve for your city exactly what you have read. The others are still to answer.</Trans>
        )}
      </p>
      <TextField
        label={t`The office that signs`}
        hint={t`The other cities see it; your name is not shown`}
        maxLength={200}
        value={office}
        onChange={setOffice}
      />
      {sending.error && <ProblemBanner error={sending.error} />}
      <div className="flex flex-wrap gap-3">
        <Button look="go" isDisabled={sending.isBusy} onPress={() => sending.send()}>
          <Trans>Approve</Trans>
        </Button>
        <Button look="ghost" onPress={onClose}>
          <Trans>Not yet</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function ObjectTo({ act, joint, title, isOpen, onClose }: DialogProps) {
  const { t } = useLingui();
  const reload = useJointChange(joint.challenge_id);
  const [reason, setReason] = useState("");
  const sending = useSend(
    () =>
      objectToAct({
        path: { challenge_id: joint.challenge_id, act_id: act.id },
        body: { reason },
        throwOnError: true,
      }),
    reload,
  );
  return (
    <Dialog role="alertdialog" title={title} isOpen={isOpen} onClose={onClose}>
      <p>
        <Trans>It ends for every city, and nobody’s approval is kept. The lead city can propose it anew.</Trans>
      </p>
      <TextArea label={t`Why`} hint={t`The other cities read it`} rows={2} maxLength={2000} value={reason} onChange={setReason} />
      {sending.error && <ProblemBanner error={sending.error} />}
      <div className="flex flex-wrap gap-3">
        <Button look="danger" isDisabled={sending.isBusy || reason.trim() === ""} onPress={() => sending.send()}>
          <Trans>End it</Trans>
        </Button>
        <Button look="ghost" onPress={onClose}>
          <Trans>Not yet</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function Over({ act, joint }: { act: ActOut; joint: JointOut }) {
  const { i18n } = useLingui();
  const now = useNow();
  const name = useCityName(joint);
  const signed = act.approvals.map(({ city_id, office }) => (office ? `${name(city_id)} (${office})` : name(city_id)));
  const list = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(signed);
  return (
    <li className="border-b border-rule py-2.5">
      <b>{useTitle(joint)(act)}</b>{" "}
      {act.done_at ? (
        <Trans>
          happened <When at={act.done_at} zone={localZone()} now={now} />. Approved by {list}.
        </Trans>
      ) : (
        act.ended_at && (
          <>
            <Trans>
              ended <When at={act.ended_at} zone={localZone()} now={now} />:
            </Trans>{" "}
            {act.ended_city ? (
              <Trans>
                {name(act.ended_city)} objected: “{act.end_reason}”
              </Trans>
            ) : (
              <Trans>what had been approved was no longer the same</Trans>
            )}
          </>
        )
      )}
    </li>
  );
}
