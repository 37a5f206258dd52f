import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useState } from "react";

import type { DraftOut } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { SaveBar } from "@/shared/desk/SaveBar";
import { useAutosave } from "@/shared/desk/useAutosave";
import { keepCopy, readCopy } from "@/shared/lib/localCopy";
import { fieldError } from "@/shared/lib/problem";
import { useSession } from "@/shared/session";
import { Banner } from "@/shared/ui/Banner";
import { ButtonLink } from "@/shared/ui/ButtonLink";
import { Disclosure } from "@/shared/ui/Disclosure";
import { Skeleton } from "@/shared/ui/Skeleton";
import { useToast } from "@/shared/ui/Toast";

import { ApproachPart } from "./ApproachPart";
import { goTo } from "./At";
import { BarrierPanel } from "./BarrierPanel";
import { BackingPart, OffRampPart } from "./BackingPart";
import { Checklist } from "./Checklist";
import { CityRules } from "./CityRules";
import { DatesPart } from "./DatesPart";
import { loadDraft, type LoadedDraft, saveDraft, type Section, toWriting, type Writing } from "./draft";
import { FilesPart } from "./FilesPart";
import { fieldName } from "./fields";
import { useFindingWords } from "./findings";
import { MergeDialog } from "./MergeDialog";
import { sectionsOf } from "./merging";
import { MoneyPart } from "./MoneyPart";
import { PublishButton } from "./PublishButton";
import { Published } from "./Published";
import { Recommendations } from "./Recommendations";
import { RightsPart } from "./RightsPart";
import { SimilarNeeds } from "./SimilarNeeds";
import { StatementPart } from "./StatementPart";
import { SupplierPool } from "./SupplierPool";
import { useMerging } from "./useMerging";
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
  /** Whose rules advise on the amount; none where nobody asks for advice. */
  citySlug?: string;
};

type Props = {
  id: string;
  currency: string;
  citySlug: string;
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

function Editor({ id, currency, citySlug, line, wide, loaded, cities, onPublished, onGone }: EditorProps) {
  const { t, i18n } = useLingui();
  const notice = useToast();
  const account = useSession()?.account.id ?? "";
  const place = `interurban:draft:${account}:${id}`;
  const [draft, setDraft] = useState<DraftOut>(loaded.draft);
  const [language, setLanguage] = useState(loaded.draft.original_language);
  // Text that never reached the server, from an earlier visit on this device.
  const [copy] = useState(() => readCopy<Writing>(place));
  const { value, state, problem, savedAt, saving } = useAutosave(
    copy?.value ?? toWriting(loaded.draft),
    copy?.etag ?? loaded.etag,
    async (writing: Writing, etag) => {
      const answer = await saveDraft(id, writing, etag);
      setDraft(answer.draft);
      return answer.etag;
    },
    { keep: (unsaved) => keepCopy(place, unsaved), ...(copy ? { base: copy.base } : {}) },
  );
  useEffect(() => {
    if (copy) notice({ text: t`Text of your last visit that had not been saved is back.` });
    // Once, for this visit.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  // A new key gives a section's fields the other person's text; the rest keep the caret.
  const [rounds, setRounds] = useState<Partial<Record<Section, number>>>({});
  const onTaken = useCallback(
    (pointers: string[]) => {
      if (pointers.length === 0) return;
      const anew = [...sectionsOf(pointers)];
      setRounds((before) => ({ ...before, ...Object.fromEntries(anew.map((one) => [one, (before[one] ?? 0) + 1])) }));
      const names = [...new Set(pointers.map((pointer) => fieldName(pointer, i18n)))].join(", ");
      notice({ text: t`A colleague is writing here too. Changed by them and kept with yours: ${names}` });
    },
    [notice, t, i18n],
  );
  const merging = useMerging(id, state, saving, { onDraft: setDraft, onTaken });
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
    citySlug,
  };
  const checklist = (
    <>
      <Checklist findings={draft.findings} onGo={go} />
      <CityRules judged={draft.rules} onGo={go} />
      <Recommendations items={draft.checklist} approach={draft.terms.approach} onGo={go} />
      <SupplierPool draft={draft} />
    </>
  );
  const similar = <SimilarNeeds draft={draft} writing={value} line={line} wide={wide} />;
  return (
    <>
      <div className="wrap grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-10">
          {!wide && (
            <Disclosure title={<Trans>What publication needs</Trans>}>
              <div className="flex flex-col gap-5">{checklist}</div>
            </Disclosure>
          )}
          <StatementPart {...parts} />
          {!wide && similar}
          <ApproachPart key={`approach-${rounds.approach ?? 0}`} {...parts} />
          <MoneyPart key={`money-${rounds.money ?? 0}`} {...parts} />
          <RightsPart key={`rights-${rounds.rights ?? 0}`} {...parts} />
          <WhoPart key={`who-${rounds.who ?? 0}`} {...parts} />
          <DatesPart key={`dates-${rounds.dates ?? 0}`} {...parts} />
          <BackingPart key={`backing-${rounds.backing ?? 0}`} {...parts} />
          <OffRampPart key={`off-ramp-${rounds["off-ramp"] ?? 0}`} {...parts} />
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
      <SaveBar
        state={state}
        problem={problem}
        savedAt={savedAt}
        kept
        onRetry={() => void saving.flush()}
        onMerge={merging.again}
      >
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
      {merging.asked && (
        <MergeDialog
          conflicts={merging.asked.conflicts}
          taken={merging.asked.taken.length}
          onMerge={merging.answer}
          onLater={merging.putOff}
        />
      )}
    </>
  );
}
