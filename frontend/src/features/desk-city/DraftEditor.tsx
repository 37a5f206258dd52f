import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import type { DraftOut } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { SaveBar } from "@/shared/desk/SaveBar";
import { StaleDialog } from "@/shared/desk/StaleDialog";
import { useAutosave } from "@/shared/desk/useAutosave";
import { fieldError } from "@/shared/lib/problem";
import { Banner } from "@/shared/ui/Banner";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Disclosure } from "@/shared/ui/Disclosure";
import { Skeleton } from "@/shared/ui/Skeleton";

import { ApproachPart } from "./ApproachPart";
import { goTo } from "./At";
import { BarrierPanel } from "./BarrierPanel";
import { BackingPart, OffRampPart } from "./BackingPart";
import { Checklist } from "./Checklist";
import { DatesPart } from "./DatesPart";
import { loadDraft, type LoadedDraft, saveDraft, toWriting, type Writing } from "./draft";
import { FilesPart } from "./FilesPart";
import { useFindingWords } from "./findings";
import { MoneyPart } from "./MoneyPart";
import { PublishButton } from "./PublishButton";
import { Published } from "./Published";
import { RightsPart } from "./RightsPart";
import { SimilarNeeds } from "./SimilarNeeds";
import { StatementPart } from "./StatementPart";
import { WhoPart } from "./WhoPart";

export type PartProps = {
  writing: Writing;
  /** Replaces some parts; the rest stays. */
  set: (change: Partial<Writing>) => void;
  setTerms: (change: Partial<Writing["terms"]>) => void;
  error: (pointer: string) => string | undefined;
  /** The language that texts are being written in. */
  language: string;
  setLanguage: (language: string) => void;
  /** The city's own currency and zone. */
  currency: string;
  zone: string;
};

type Props = {
  id: string;
  currency: string;
  /** CSS colour of the city's line. */
  line: string;
  wide: boolean;
  heading: (isPublic: boolean) => ReactNode;
  /** Who posts it together, and what waits for them. */
  cities: (onPublished: () => unknown) => ReactNode;
  onPublished: (slug: string) => unknown;
  onGone: () => unknown;
};

/** Loads the draft once and keeps the editor's own copy from then on. */
export function DraftEditor(props: Props) {
  const loaded = useQuery({
    queryKey: ["draft", props.id],
    queryFn: ({ signal }) => loadDraft(props.id, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const isPublic = loaded.data !== undefined && !DRAFTS.includes(loaded.data.draft.status);
  return (
    <>
      {props.heading(isPublic)}
      {loaded.isPending ? (
        <Skeleton className="wrap h-96" />
      ) : loaded.error ? (
        <div className="wrap">
          <ProblemBanner error={loaded.error} onRetry={() => void loaded.refetch()} />
        </div>
      ) : isPublic ? (
        <Published draft={loaded.data.draft}>{props.cities(() => loaded.refetch())}</Published>
      ) : (
        <Editor {...props} loaded={loaded.data} />
      )}
    </>
  );
}

const DRAFTS: readonly string[] = ["draft", "in_review"];

type EditorProps = Omit<Props, "heading"> & { loaded: LoadedDraft };

function Editor({ id, currency, line, wide, loaded, cities, onPublished, onGone }: EditorProps) {
  const [draft, setDraft] = useState<DraftOut>(loaded.draft);
  const [language, setLanguage] = useState(loaded.draft.original_language);
  const [later, setLater] = useState(false);
  // A new key after "take theirs" gives every field the other text.
  const [round, setRound] = useState(0);
  const { value, state, problem, saving } = useAutosave(
    toWriting(loaded.draft),
    loaded.etag,
    async (writing: Writing, etag) => {
      const answer = await saveDraft(id, writing, etag);
      setDraft(answer.draft);
      return answer.etag;
    },
  );
  // Before the first try to publish, what is missing stands in the checklist alone; after it, at each field too.
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Writing>) => saving.change({ ...saving.read().value, ...change });
  const go = (pointer: string) => {
    const lang = /^\/texts\/([a-z]+)/.exec(pointer)?.[1];
    if (lang) setLanguage(lang);
    // The other language's fields are on the page only after the next paint.
    requestAnimationFrame(() => goTo(pointer));
  };
  const say = useFindingWords();
  const missing = (pointer: string) => draft.findings.find((finding) => finding.pointer === pointer);
  const parts: PartProps = {
    writing: value,
    set,
    setTerms: (change) => set({ terms: { ...saving.read().value.terms, ...change } }),
    error: (pointer) => {
      const finding = tried ? missing(pointer) : undefined;
      return fieldError(problem, pointer) ?? (finding && say(finding));
    },
    language,
    setLanguage,
    currency,
    zone: draft.instants.timezone,
  };
  const checklist = <Checklist findings={draft.findings} onGo={go} />;
  const similar = <SimilarNeeds draft={draft} line={line} wide={wide} />;
  return (
    <>
      <div className="wrap grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div key={round} className="flex min-w-0 flex-col gap-10">
          {!wide && <Disclosure title={<Trans>What publication needs</Trans>}>{checklist}</Disclosure>}
          <StatementPart {...parts} />
          {!wide && similar}
          <ApproachPart {...parts} />
          <MoneyPart {...parts} />
          <RightsPart {...parts} />
          <WhoPart {...parts} />
          <DatesPart {...parts} />
          <BackingPart {...parts} />
          <OffRampPart {...parts} />
          <FilesPart challengeId={id} />
          <BarrierPanel draft={draft} read={() => saving.read().value.texts} write={(texts) => set({ texts })} go={go} />
          {cities(() => onPublished(draft.slug))}
        </div>
        {wide && (
          <aside className="sticky top-5 flex max-h-[calc(100dvh-7rem)] flex-col gap-5 self-start overflow-y-auto">
            {similar}
            {checklist}
          </aside>
        )}
      </div>
      {draft.status === "in_review" && (
        <div className="wrap mt-8">
          <Banner>
            <Trans>This draft is with colleagues for review. It can still be changed.</Trans>
          </Banner>
        </div>
      )}
      <SaveBar state={state} problem={problem}>
        <ButtonLink to="/desk/$id/preview" params={{ id }} look="ghost">
          <Trans>Preview</Trans>
        </ButtonLink>
        <PublishButton
          id={id}
          draft={draft}
          saving={saving}
          onFindings={(findings) => {
            setTried(true);
            setDraft({ ...draft, findings });
            if (findings[0]) go(findings[0].pointer);
          }}
          onPublished={onPublished}
          onGone={onGone}
        />
      </SaveBar>
      <StaleDialog
        isOpen={state === "stale" && !later}
        onLater={() => setLater(true)}
        onMine={() => void loadDraft(id).then(({ etag }) => saving.keepMine(etag))}
        onTheirs={() =>
          void loadDraft(id).then((theirs) => {
            saving.takeTheirs(toWriting(theirs.draft), theirs.etag);
            setDraft(theirs.draft);
            setRound(round + 1);
          })
        }
      />
    </>
  );
}
