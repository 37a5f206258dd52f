import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";

import { AmendEditor, loadDraft, type LoadedDraft } from "@/features/desk-city";
import {
  Announce,
  Contacts,
  Decide,
  End,
  Extend,
  filled,
  isEndable,
  Signatures,
  SoundingForm,
  WaitingQuestions,
  WordsField,
} from "@/features/desk-life";
import { STATUS } from "@/shared/domain/labels";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { useWords } from "@/shared/domain/useWords";
import { Disclosure } from "@/shared/ui/Disclosure";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useToast } from "@/shared/ui/Toast";

import { Waiting } from "../pages/Waiting";
import { challengeOptions } from "../queries";
import { WrongSide } from "./organisation";
import { useCity } from "./useCity";

const route = getRouteApi("/signed-in/desk/$id/life");
const ENDED = ["concluded", "off_ramped", "cancelled", "withdrawn"];

/** What a city does during the life of a challenge: answer, change, extend, decide, sign, end. */
export default function LifePage() {
  const { id } = route.useParams();
  const { organisation, currency } = useCity();
  const loaded = useQuery({
    queryKey: ["life", id],
    queryFn: ({ signal }) => loadDraft(id, signal),
    refetchOnWindowFocus: false,
  });
  if (!organisation) return <WrongSide side="city" />;
  if (loaded.isPending) return <Waiting />;
  if (loaded.error) {
    return (
      <div className="wrap pt-8">
        <ProblemBanner error={loaded.error} onRetry={() => void loaded.refetch()} />
      </div>
    );
  }
  return <Life key={loaded.data.etag} loaded={loaded.data} currency={currency} leads={loaded.data.draft.organisation_id === organisation.id} />;
}

type Props = { loaded: LoadedDraft; currency: string; leads: boolean };

function Life({ loaded, currency, leads }: Props) {
  const { t } = useLingui();
  const word = useWords();
  const say = useToast();
  const queries = useQueryClient();
  const { draft, etag } = loaded;
  const detail = useQuery(challengeOptions(draft.id, undefined));
  const [reason, setReason] = useState<Record<string, string>>({});
  const languages = [draft.original_language, ...Object.keys(draft.texts).filter((one) => one !== draft.original_language)];
  const onDone = async () => {
    say({ text: t`Done. Everybody can see it.` });
    await queries.invalidateQueries();
  };
  const step = { draft, etag, languages, onDone };
  const { status } = draft;
  const isDraft = status === "draft" || status === "in_review";
  const isForecast = detail.data?.life.forecast ?? false;
  const ended = ENDED.includes(status);
  const decisions = draft.terms.phases.some(({ go_no_go }) => go_no_go);
  return (
    <div className="wrap narrow pt-8">
      <p className="text-ink2">
        <Link to="/desk" className="link-quiet">
          <Trans>Your desk</Trans>
        </Link>
      </p>
      <PageHeading title={t`The life of this challenge`} />
      <p className="mt-1 text-xl">
        <Link to="/challenges/$id/$slug" params={{ id: draft.id, slug: draft.slug }} className="link-quiet" lang={draft.original_language}>
          {draft.texts[draft.original_language]?.title || t`Without a title`}
        </Link>
        <span className="text-ink2"> · {word(STATUS, status)}</span>
      </p>
      {!isDraft && (
        <Part id="questions" title={t`Questions that wait`}>
          <WaitingQuestions id={draft.id} zone={draft.instants.timezone} languages={languages} />
        </Part>
      )}
      {leads && (isDraft || isForecast) && (
        <Part id="sounding" title={t`Ask the market`}>
          <SoundingForm draft={draft} languages={languages} onDone={onDone} />
        </Part>
      )}
      {!ended && (
        <Part id="signatures" title={t`Who stands behind it`}>
          <Signatures draft={draft} />
        </Part>
      )}
      {!isDraft && !isForecast && !ended && decisions && (
        <Part id="decisions" title={t`Go or no-go`}>
          <Step title={t`Decide after a phase`}>
            <Decide draft={draft} languages={languages} onDone={onDone} />
          </Step>
        </Part>
      )}
      {leads && !ended && (
        <section aria-labelledby="steps" className="mt-10">
          <h2 id="steps" className="mb-3 text-2xl">
            <Trans>Steps for everybody to see</Trans>
          </h2>
          {isDraft && (
            <Step title={t`Announce it as a forecast`}>
              <Announce {...step} />
            </Step>
          )}
          {!isDraft && (
            <Step title={isForecast ? t`Change the forecast` : t`Write an amendment`}>
              <AmendEditor
                loaded={loaded}
                currency={currency}
                reason={filled(reason)}
                reasonField={(problem) => (
                  <WordsField label={t`Why, for everybody`} pointer="/reason" languages={languages} value={reason} onChange={setReason} problem={problem} />
                )}
                onDone={onDone}
              />
            </Step>
          )}
          {!isForecast && (status === "open" || status === "planned") && (
            <Step title={t`Give more time`}>
              <Extend {...step} />
            </Step>
          )}
          {!isDraft && isEndable(status) && (
            <Step title={t`End this challenge`}>
              <End {...step} status={status} />
            </Step>
          )}
        </section>
      )}
      {ended && (
        <Part id="contacts" title={t`Firms that stay in touch`}>
          <Contacts id={draft.id} />
        </Part>
      )}
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-3 scroll-mt-6 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Disclosure title={title} className="border-t border-rule">
      {children}
    </Disclosure>
  );
}
