import { Trans } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { SaveBar } from "@/shared/desk/SaveBar";
import { StaleDialog } from "@/shared/desk/StaleDialog";
import { useAutosave } from "@/shared/desk/useAutosave";
import { fieldError } from "@/shared/lib/problem";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Skeleton } from "@/shared/ui/Skeleton";

import { FactsPart } from "./FactsPart";
import { FirmPart, SharingPart } from "./FirmPart";
import { loadProfile, type LoadedProfile, type Profile, saveProfile } from "./profile";
import { TextsPart } from "./TextsPart";
import { TrackRecordPart } from "./TrackRecordPart";

export type PartProps = {
  profile: Profile;
  /** Replaces some fields; the rest stays. */
  set: (change: Partial<Profile>) => void;
  error: (pointer: string) => string | undefined;
};

/** Loads the profile once and keeps the editor's own copy from then on. */
export function ProfileEditor({ supplierId }: { supplierId: string }) {
  const loaded = useQuery({
    queryKey: ["profile", supplierId],
    queryFn: ({ signal }) => loadProfile(supplierId, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (loaded.isPending) return <Skeleton className="h-96" />;
  if (loaded.error) return <ProblemBanner error={loaded.error} onRetry={() => void loaded.refetch()} />;
  return <Editor supplierId={supplierId} loaded={loaded.data} />;
}

function Editor({ supplierId, loaded }: { supplierId: string; loaded: LoadedProfile }) {
  const queries = useQueryClient();
  const [later, setLater] = useState(false);
  // A new key after "take theirs" gives every field the other text.
  const [round, setRound] = useState(0);
  const { value, state, problem, saving } = useAutosave(loaded.profile, loaded.etag, async (profile: Profile, etag) => {
    const next = await saveProfile(supplierId, profile, etag);
    await queries.invalidateQueries({ queryKey: ["matches"] });
    return next;
  });
  const parts: PartProps = {
    profile: value,
    set: (change) => saving.change({ ...saving.read().value, ...change }),
    error: (pointer) => fieldError(problem, pointer),
  };
  return (
    <>
      <div key={round} className="wrap flex flex-col gap-10">
        <TextsPart {...parts} />
        <FirmPart {...parts} />
        <FactsPart {...parts} />
        <TrackRecordPart {...parts} />
        <SharingPart {...parts} />
      </div>
      <SaveBar state={state} problem={problem}>
        <ButtonLink to="/matches" look="go">
          <Trans>See what fits</Trans>
        </ButtonLink>
      </SaveBar>
      <StaleDialog
        isOpen={state === "stale" && !later}
        onLater={() => setLater(true)}
        onMine={() => void loadProfile(supplierId).then(({ etag }) => saving.keepMine(etag))}
        onTheirs={() =>
          void loadProfile(supplierId).then(({ profile, etag }) => {
            saving.takeTheirs(profile, etag);
            setRound(round + 1);
          })
        }
      />
    </>
  );
}
