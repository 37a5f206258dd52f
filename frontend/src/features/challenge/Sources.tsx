import { Plural, Trans, useLingui } from "@lingui/react/macro";

import { Link } from "@tanstack/react-router";

import type { ChallengeDetail } from "@/api";
import { AWARD_ROLE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { formatMoney } from "@/shared/lib/money";
import { formatBytes } from "@/shared/lib/bytes";

import { Section } from "./Facts";

type Props = { detail: ChallengeDetail };

export function Documents({ detail }: Props) {
  const { t, i18n } = useLingui();
  if (detail.documents.length === 0) return null;
  return (
    <Section id="files" title={t`Files`}>
      <ul className="border-t border-rule">
        {detail.documents.map((file) => (
          <li key={file.id} className="flex flex-wrap items-baseline gap-x-4 border-b border-rule py-2.5">
            <a href={file.url} download className="link-quiet inline-flex min-h-11 items-center font-medium">
              {file.name}
            </a>
            <span className="figure-sign text-[0.9375rem] text-ink2">{formatBytes(file.length, i18n.locale)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who won or bid, as the public record says; legal entities only. */
export function Awards({ detail }: Props) {
  const { t, i18n } = useLingui();
  const word = useWords();
  if (detail.awards.length === 0) return null;
  return (
    <Section id="awards" title={t`Who bid and who won`}>
      <ul className="border-t border-rule">
        {detail.awards.map((award) => (
          <li key={`${award.name}${award.role}${award.lot}`} className="flex flex-wrap gap-x-4 border-b border-rule py-2.5">
            <span className="flex-1 basis-60 font-medium">
              {award.supplier_id ? (
                <Link to="/suppliers/$id" params={{ id: award.supplier_id }} className="link-quiet">
                  {award.name}
                </Link>
              ) : (
                award.name
              )}
            </span>
            <span className="text-ink2">{word(AWARD_ROLE, award.role)}</span>
            {award.amount_minor !== null && award.currency && (
              <span className="figure-sign">{formatMoney(award.amount_minor, award.currency, i18n.locale)}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Source({ detail }: Props) {
  const { t } = useLingui();
  const { source } = detail;
  if (!source) {
    return (
      detail.ocid && (
        <p className="mt-9 text-[0.9375rem] text-ink2">
          <Trans>
            Number in open contracting data: <span className="figure-sign">{detail.ocid}</span>
          </Trans>
        </p>
      )
    );
  }
  return (
    <Section id="source" title={t`Where this record comes from`}>
      <p className="font-medium">{source.attribution}</p>
      <p className="prose mt-1">
        <Trans>
          Licence: {source.licence}. Its number there is {detail.source_id}. Only what is published there is binding.
        </Trans>{" "}
        {source.url && (
          <a href={source.url} rel="noreferrer" className="link-quiet">
            <Trans>See it at its source</Trans>
          </a>
        )}
      </p>
    </Section>
  );
}

export function Categories({ detail }: Props) {
  const { t } = useLingui();
  if (detail.categories.length === 0) return null;
  return (
    <Section id="categories" title={t`Categories`}>
      <p className="sr-only">
        <Plural value={detail.categories.length} one="# category" other="# categories" />
      </p>
      <ul className="flex flex-col gap-1">
        {detail.categories.map(({ code, label }) => (
          <li key={code}>
            <span className="figure-sign text-[0.9375rem] text-ink2">{code}</span>{" "}
            {label && <span lang={label.lang}>{label.value}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
