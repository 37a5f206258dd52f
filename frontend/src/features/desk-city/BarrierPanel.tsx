import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { BarrierFinding, DraftOut } from "@/api";
import { Finding } from "@/shared/domain/barriers/Finding";
import { whereNow, withSuggestion } from "@/shared/domain/barriers/places";
import { recordReviewOptions } from "@/shared/domain/barriers/review";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { Part } from "@/shared/desk/Part";
import { Button } from "@/shared/ui/Button";
import { useToast } from "@/shared/ui/Toast";

import { EMPTY_TEXTS, type Writing } from "./draft";

type Texts = typeof EMPTY_TEXTS;
/** One of the texts of a draft: `/texts/en/context`. */
type Place = { lang: string; name: keyof Texts };
type Props = {
  draft: DraftOut;
  /** The texts as they are now, which may be ahead of what was reviewed. */
  read: () => Writing["texts"];
  write: (texts: Writing["texts"]) => void;
  /** Brings the field of a pointer into view. */
  go: (pointer: string) => void;
};

/** What in the draft shuts small firms out, reviewed anew after each saving. New words can be put in, and taken out again. */
export function BarrierPanel({ draft, read, write, go }: Props) {
  const { t, i18n } = useLingui();
  const say = useToast();
  const { data, error, refetch } = useQuery({
    ...recordReviewOptions(draft.id, draft.version, i18n.locale),
    placeholderData: keepPreviousData,
  });
  const textAt = ({ lang, name }: Place) => read()[lang]?.[name] ?? "";
  const put = ({ lang, name }: Place, text: string) =>
    write({ ...read(), [lang]: { ...EMPTY_TEXTS, ...read()[lang], [name]: text } });
  const use = (finding: BarrierFinding, place: Place) => {
    const before = textAt(place);
    const after = withSuggestion(before, finding);
    if (after === null) {
      say({ text: t`These words are no longer in the text.` });
      return;
    }
    put(place, after);
    go(pointerOf(place));
    say({
      text: t`The wording is in your text.`,
      undo: {
        label: t`Undo`,
        // What was typed since then stays, elsewhere; here it is asked for.
        run: () => put(place, textAt(place) === after ? before : textAt(place).replace(finding.suggestion, () => finding.quote)),
      },
    });
  };
  const show = (finding: BarrierFinding) => {
    go(finding.pointer);
    const place = placeOf(finding, draft.original_language);
    const words = place && finding.quote ? whereNow(textAt(place), finding) : null;
    // The field has the focus after the next paint; then its words are marked in place.
    if (words) requestAnimationFrame(() => requestAnimationFrame(() => select(finding.pointer, words)));
  };
  const found = data?.findings ?? [];
  return (
    <Part
      id="barriers"
      title={t`What shuts small firms out`}
      lead={<Trans>Found by rules in the texts, in English and French, and in the terms. Nothing here stops publication.</Trans>}
    >
      {error && <ProblemBanner error={error} onRetry={() => void refetch()} />}
      <p role="status" className="text-ink2">
        {!data ? (
          error ? null : <Trans>Reading…</Trans>
        ) : found.length === 0 ? (
          <Trans>No barrier found. One in other words may have passed by.</Trans>
        ) : (
          <Plural value={found.length} one="# barrier" other="# barriers" />
        )}
      </p>
      {found.length > 0 && (
        <ol>
          {found.map((finding, at) => {
            const place = placeOf(finding, draft.original_language);
            return (
              <Finding key={at} finding={finding} onUse={place ? () => use(finding, place) : undefined}>
                <Button look="quiet" className="mt-1.5" onPress={() => show(finding)}>
                  {finding.quote ? <Trans>Show the words</Trans> : <Trans>Go to the field</Trans>}
                </Button>
              </Finding>
            );
          })}
        </ol>
      )}
    </Part>
  );
}

const pointerOf = ({ lang, name }: Place) => `/texts/${lang}/${name}`;

/** Where proposed words go: in place of the quoted ones; what is not said, to the rights in words. Null where words do not help. */
function placeOf(finding: BarrierFinding, original: string): Place | null {
  if (finding.quote === "") return finding.kind.startsWith("silence_") ? { lang: original, name: "rights" } : null;
  const [, , lang, name] = finding.pointer.split("/");
  return lang && name && name in EMPTY_TEXTS ? { lang, name: name as keyof Texts } : null;
}

function select(pointer: string, [from, to]: [number, number]) {
  const field = document.querySelector<HTMLTextAreaElement | HTMLInputElement>(
    `[data-pointer="${CSS.escape(pointer)}"] :is(textarea, input)`,
  );
  field?.focus();
  field?.setSelectionRange(from, to);
}
