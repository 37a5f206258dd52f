import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { changeMember, inviteMember, type Member, type OrganisationOut, removeMember, revokeInvitation, type Role } from "@/api";
import { listInvitationsOptions, listMembersOptions } from "@/api/@tanstack/react-query.gen";
import { ROLE } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Select } from "@/shared/ui/Select";
import { Skeleton } from "@/shared/ui/Skeleton";
import { TextField } from "@/shared/ui/TextField";
import { useToast } from "@/shared/ui/Toast";

const ROLES: Record<OrganisationOut["kind"], Role[]> = {
  city: ["city_officer", "city_admin", "evaluator"],
  supplier: ["supplier_member", "supplier_owner"],
  platform: ["platform_admin"],
};

type Props = { organisation: OrganisationOut; mayManage: boolean; ownId: string };

export function Members({ organisation, mayManage, ownId }: Props) {
  const path = { organisation_id: organisation.id };
  const members = useQuery(listMembersOptions({ path }));
  return (
    <>
      {members.isPending && <Skeleton className="h-24" />}
      {members.error && <ProblemBanner error={members.error} />}
      <ul className="border-t border-rule">
        {members.data?.items.map((member) => (
          <MemberRow
            key={member.user_id}
            member={member}
            organisation={organisation}
            mayManage={mayManage && member.user_id !== ownId}
          />
        ))}
      </ul>
      {mayManage && (
        <>
          <Open organisation={organisation} />
          <InviteForm organisation={organisation} />
        </>
      )}
    </>
  );
}

function useMembersChange(organisation: OrganisationOut) {
  const queries = useQueryClient();
  const path = { organisation_id: organisation.id };
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: listMembersOptions({ path }).queryKey }),
      queries.invalidateQueries({ queryKey: listInvitationsOptions({ path }).queryKey }),
    ]);
}

function MemberRow({ member, organisation, mayManage }: { member: Member; organisation: OrganisationOut; mayManage: boolean }) {
  const { t } = useLingui();
  const word = useWords();
  const [asking, setAsking] = useState(false);
  const changed = useMembersChange(organisation);
  const path = { organisation_id: organisation.id, user_id: member.user_id };
  const headers = { "If-Match": member.etag };
  const role = useSend((next: Role) => changeMember({ path, headers, body: { role: next }, throwOnError: true }), changed);
  const removal = useSend(() => removeMember({ path, headers, throwOnError: true }), changed);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-rule py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{member.name}</p>
        <p className="text-[0.9375rem] text-ink2">{member.email}</p>
      </div>
      {mayManage ? (
        <>
          <Select
            label={t`Role of ${member.name}`}
            labelHidden
            className="basis-52"
            value={member.role}
            isDisabled={role.isBusy}
            options={ROLES[organisation.kind].map((value) => ({ value, label: word(ROLE, value) }))}
            onChange={role.send}
          />
          <Button look="danger" aria-label={t`Remove ${member.name}`} onPress={() => setAsking(true)}>
            <Trans>Remove</Trans>
          </Button>
          <Dialog role="alertdialog" title={t`Remove ${member.name}?`} isOpen={asking} onClose={() => setAsking(false)}>
            <p>
              <Trans>They can no longer act for {organisation.name}. What they did stays on record.</Trans>
            </p>
            <div className="flex flex-wrap gap-3">
              <Button
                look="danger"
                isDisabled={removal.isBusy}
                onPress={() => {
                  removal.send();
                  setAsking(false);
                }}
              >
                <Trans>Remove</Trans>
              </Button>
              <Button look="ghost" onPress={() => setAsking(false)}>
                <Trans>Keep</Trans>
              </Button>
            </div>
          </Dialog>
        </>
      ) : (
        <span className="text-ink2">{word(ROLE, member.role)}</span>
      )}
      {(role.error ?? removal.error) && <ProblemBanner error={role.error ?? removal.error} />}
    </li>
  );
}

/** Invitations that nobody has taken up yet. */
function Open({ organisation }: { organisation: OrganisationOut }) {
  const { t } = useLingui();
  const word = useWords();
  const path = { organisation_id: organisation.id };
  const list = useQuery(listInvitationsOptions({ path }));
  const changed = useMembersChange(organisation);
  const revoking = useSend(
    (id: string) => revokeInvitation({ path: { ...path, invitation_id: id }, throwOnError: true }),
    changed,
  );
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h3 className="mt-6 mb-1 text-lg">
        <Trans>Invited</Trans>
      </h3>
      {revoking.error && <ProblemBanner error={revoking.error} />}
      <ul className="border-t border-rule">
        {items.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-6 border-b border-rule py-2">
            <span className="min-w-0 flex-1 basis-56">{invitation.email}</span>
            <span className="text-ink2">{word(ROLE, invitation.role)}</span>
            <Button
              look="ghost"
              aria-label={t`Take back the invitation of ${invitation.email}`}
              isDisabled={revoking.isBusy}
              onPress={() => revoking.send(invitation.id)}
            >
              <Trans>Take back</Trans>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function InviteForm({ organisation }: { organisation: OrganisationOut }) {
  const { t } = useLingui();
  const word = useWords();
  const say = useToast();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>(ROLES[organisation.kind][0] ?? "supplier_member");
  const changed = useMembersChange(organisation);
  const form = useSend(
    () => inviteMember({ path: { organisation_id: organisation.id }, body: { email, role }, throwOnError: true }),
    async () => {
      say({ text: t`An invitation is on its way to ${email}.` });
      setEmail("");
      await changed();
    },
  );
  return (
    <form
      noValidate
      className="mt-6 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.send();
      }}
    >
      <h3 className="text-lg">
        <Trans>Invite somebody</Trans>
      </h3>
      {form.error && <ProblemBanner error={form.error} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t`E-mail`}
          type="email"
          value={email}
          onChange={setEmail}
          error={fieldError(form.problem, "/email")}
        />
        <Select
          label={t`Role`}
          value={role}
          onChange={setRole}
          options={ROLES[organisation.kind].map((value) => ({ value, label: word(ROLE, value) }))}
        />
      </div>
      <div>
        <Button type="submit" look="ghost" isDisabled={form.isBusy}>
          <Trans>Send the invitation</Trans>
        </Button>
      </div>
    </form>
  );
}
