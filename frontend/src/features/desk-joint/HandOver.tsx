import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { getDraft, handOverLead, type JointOut, type PartOut } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Select } from "@/shared/ui/Select";
import { TextArea } from "@/shared/ui/TextArea";

import { useJointChange } from "./queries";

/** The lead proposes who leads after it. Until every city has approved, nothing changes. */
export function HandOver({ joint, others }: { joint: JointOut; others: readonly PartOut[] }) {
  const { t } = useLingui();
  const reload = useJointChange(joint.challenge_id);
  const [asking, setAsking] = useState(false);
  const [to, setTo] = useState(others[0]?.city.id ?? "");
  const [note, setNote] = useState("");
  const sending = useSend(
    async () => {
      const path = { challenge_id: joint.challenge_id };
      const { response } = await getDraft({ path, throwOnError: true });
      const headers = { "If-Match": response.headers.get("etag") ?? "" };
      return handOverLead({ path, headers, body: { city_id: to, note }, throwOnError: true });
    },
    async () => {
      setAsking(false);
      await reload();
    },
  );
  return (
    <div>
      <Button look="ghost" onPress={() => setAsking(true)}>
        <Trans>Hand over the lead</Trans>
      </Button>
      <Dialog title={t`Hand over the lead?`} isOpen={asking} onClose={() => setAsking(false)}>
        <p>
          <Trans>
            The other city then writes the common text, invites and proposes; your city keeps its own part. It happens
            when every city has approved it.
          </Trans>
        </p>
        <Select
          label={t`To which city`}
          value={to}
          onChange={setTo}
          options={others.map(({ city }) => ({ value: city.id, label: city.name.value }))}
        />
        <TextArea label={t`Why`} hint={t`The other cities read it`} rows={2} maxLength={2000} value={note} onChange={setNote} />
        {sending.error && <ProblemBanner error={sending.error} />}
        <div className="flex flex-wrap gap-3">
          <Button look="go" isDisabled={sending.isBusy || !to} onPress={() => sending.send()}>
            <Trans>Propose it</Trans>
          </Button>
          <Button look="ghost" onPress={() => setAsking(false)}>
            <Trans>Not yet</Trans>
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
