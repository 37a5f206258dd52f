import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";

import { type MembershipOut, type SessionOut, signOut } from "@/api";
import { getSessionOptions } from "@/api/@tanstack/react-query.gen";

export type Side = "city" | "supplier" | "platform";

/** Somebody who is signed in, and where they act: the first of their organisations. */
export type Session = {
  account: NonNullable<SessionOut["account"]>;
  memberships: MembershipOut[];
  acting: MembershipOut | null;
  side: Side | null;
};

export function sessionOptions() {
  return { ...getSessionOptions(), staleTime: 60_000 };
}

export function toSession(answer: SessionOut): Session | null {
  if (!answer.account) return null;
  const acting = answer.memberships[0] ?? null;
  return { account: answer.account, memberships: answer.memberships, acting, side: acting?.organisation.kind ?? null };
}

/** Null for nobody, undefined while it is not known yet. */
export function useSession(): Session | null | undefined {
  const { data, isError } = useQuery({ ...sessionOptions(), select: toSession });
  return isError ? null : data;
}

/** Call after the answer to "who is asking" has changed: everything read before was read by somebody else. */
export function useSessionChange(): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    await queries.resetQueries();
    await router.invalidate();
  }, [queries, router]);
}

export function useSignOut(): () => Promise<void> {
  const changed = useSessionChange();
  const router = useRouter();
  return useCallback(async () => {
    await signOut({ throwOnError: true });
    await router.navigate({ to: "/" });
    await changed();
  }, [changed, router]);
}
