import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { languageName } from "@/shared/lib/names";
import { useDebounced } from "@/shared/lib/useDebounced";
import { Button } from "@/shared/ui/Button";
import { ComboBox } from "@/shared/ui/ComboBox";

import { categoryName, categoryOptions, useCategoryLabels } from "./categories";

type Props = {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: readonly string[];
  onChange: (codes: string[]) => void;
};

const PAUSE_MS = 200;

/** Common procurement vocabulary by words or by number; what is picked stands below, each with a way out. */
export function CategoryPicker({ label, hint, error, value, onChange }: Props) {
  const { t, i18n } = useLingui();
  const [text, setText] = useState("");
  const asked = useDebounced(text.trim(), PAUSE_MS);
  const found = useQuery(categoryOptions(asked, i18n.locale));
  const labels = useCategoryLabels(value, i18n.locale);
  const options = (found.data?.items ?? [])
    .filter(({ code }) => !value.includes(code))
    .map(({ code, label: name }) => ({
      id: code,
      label: name?.value ?? code,
      detail: name && name.lang !== i18n.locale ? `${code} (${languageName(name.lang, i18n.locale)})` : code,
      ...(name ? { lang: name.lang } : {}),
    }));
  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={label}
        hint={hint}
        error={error}
        text={text}
        onText={setText}
        options={options}
        onPick={(code) => {
          onChange([...value, code]);
          setText("");
        }}
        openLabel={t`Show categories`}
        empty={found.isPending ? <Trans>Looking…</Trans> : <Trans>No category with these words</Trans>}
      />
      {value.length > 0 && (
        <ul className="flex flex-col gap-1">
          {value.map((code) => (
            <li key={code} className="flex items-center gap-3 rounded-md bg-wash ps-3">
              <span className="flex-1 py-1.5 leading-snug">
                <CodeLabel code={code} label={labels.get(code)} />
              </span>
              <Button
                look="quiet"
                className="px-3"
                aria-label={t`Remove ${categoryName(code, labels.get(code))}`}
                onPress={() => onChange(value.filter((one) => one !== code))}
              >
                <Trans>Remove</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function CodeLabel({ code, label }: { code: string; label: { value: string; lang: string } | undefined }) {
  const { i18n } = useLingui();
  return (
    <>
      {label && <span lang={label.lang}>{label.value} </span>}
      <span className="figure-sign text-[0.875rem] text-ink2">
        {code}
        {label && label.lang !== i18n.locale && ` (${languageName(label.lang, i18n.locale)})`}
      </span>
    </>
  );
}
