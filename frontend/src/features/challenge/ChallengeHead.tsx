import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { ChallengeDetail } from "@/api";
import { KIND, STATUS } from "@/shared/domain/labels";
import { lineColour } from "@/shared/domain/lines";
import { Posted } from "@/shared/domain/Posted";
import { useWords } from "@/shared/domain/useWords";
import { Banner } from "@/shared/ui/Banner";
import { Chip } from "@/shared/ui/Chip";
import { PageHeading } from "@/shared/ui/PageHeading";

import { LanguageBar } from "./LanguageBar";

// Other portals put whole sentences into a title, often in capitals.
const LONG = 80;

/** Its line or lines, who posted it, what it is, in which language. */
export function ChallengeHead({ detail, preview = false }: { detail: ChallengeDetail; preview?: boolean }) {
  const { t } = useLingui();
  const word = useWords();
  const cities = detail.participations.length > 0 ? detail.participations.map(({ city }) => city) : [detail.publisher];
  const title = detail.texts.title.value || t`Without a title`;
  return (
    <>
      <div aria-hidden className="flex flex-col gap-[3px]">
        {cities.map((city) => (
          <span key={city.id} className="h-2" style={{ background: lineColour(city.line) }} />
        ))}
      </div>
      <div className="wrap pt-7">
        <p className="text-ink2">
          {!preview && (
            <>
              <Link to="/" className="link-quiet">
                <Trans>Challenges</Trans>
              </Link>
              {" / "}
            </>
          )}
          <Posted publishers={cities} />
        </p>
        <PageHeading
          title={title}
          lang={detail.texts.title.lang}
          className={`mt-1 ${title.length > LONG ? "max-w-[44ch] text-2xl sm:text-3xl" : "max-w-[26ch] text-3xl sm:text-[2.75rem]"}`}
        />
        <ul className="mt-4 flex flex-wrap gap-1.5">
          <Chip tone="wash">{word(KIND, detail.kind)}</Chip>
          <Chip tone="wash">{word(STATUS, detail.status)}</Chip>
        </ul>
        <div className="mt-3">
          <LanguageBar detail={detail} />
        </div>
        {detail.demo && (
          <div className="mt-4 max-w-3xl">
            <Banner tone="signal" title={t`A demonstration`}>
              <Trans>The city is invented, so that anyone can try the whole procedure. Nothing here can be won.</Trans>
            </Banner>
          </div>
        )}
      </div>
    </>
  );
}
