import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { Mode, WithoutModel } from "@/api";
import { Button } from "@/shared/ui/Button";
import { ProgressBar } from "@/shared/ui/ProgressBar";

import { matchingOptions } from "./matching";
import { useWords } from "./useWords";

const BY_WORDS: Record<WithoutModel, MessageDescriptor> = {
  switched_off: msg`Compared by words alone, because the model is switched off here.`,
  weights_missing: msg`Compared by words alone, because the model’s file is not installed here.`,
  weights_refused: msg`Compared by words alone, because the model’s file is not the one that was checked.`,
  failed: msg`Compared by words alone, because the model could not be started.`,
  starting: msg`Compared by words alone, because the model is still starting.`,
  embedding: msg`Compared by words alone, because the model is still reading the texts for the first time.`,
};

type Props = {
  /** What ranked the list that this stands at; left out where it stands at none. */
  mode?: Mode;
  /** The way to the page that explains it; not on that page itself. */
  link?: boolean;
};

/** What compares texts here, why it is not the model where it is not, and how far the reading of texts has come. */
export function MatchingMode({ mode, link = true }: Props) {
  const { data } = useQuery(matchingOptions());
  const queries = useQueryClient();
  const word = useWords();
  const shown = mode ?? data?.mode;
  if (!shown) return null;
  return (
    <div className="pb-2 text-[0.9375rem] text-ink2">
      <p>
        {shown === "model" ? (
          <Trans>Compared by meaning, across languages.</Trans>
        ) : data?.reason ? (
          word(BY_WORDS, data.reason)
        ) : (
          <Trans>Compared by words alone.</Trans>
        )}{" "}
        {link && (
          <Link to="/matching" className="link-quiet">
            <Trans>How matching works here</Trans>
          </Link>
        )}
      </p>
      {mode === "words" && data?.mode === "model" && (
        <p>
          <Trans>Since then the model is ready.</Trans>{" "}
          <Button look="quiet" onPress={() => void queries.invalidateQueries()}>
            <Trans>Compare by meaning</Trans>
          </Button>
        </p>
      )}
      <Reading />
    </div>
  );
}

/** "1,240 of 1,870 texts read", while they are being read. */
function Reading() {
  const { t, i18n } = useLingui();
  const { data } = useQuery(matchingOptions());
  if (!data?.embedding || data.embedding.done >= data.embedding.total) return null;
  const { done, total } = data.embedding;
  const figures = new Intl.NumberFormat(i18n.locale);
  return (
    <div className="mt-2 mb-3 max-w-md text-ink">
      <ProgressBar
        label={t`The model is reading`}
        value={done}
        max={total}
        text={t`${figures.format(done)} of ${figures.format(total)} texts read`}
      />
    </div>
  );
}
