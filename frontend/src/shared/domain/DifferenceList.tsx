import { Trans, useLingui } from "@lingui/react/macro";

import type { DifferenceOut } from "@/api";
import { languageName } from "@/shared/lib/names";

import { fieldLanguage, fieldName } from "./fields";

/** Field by field: what it said before, and what it says now. Struck out and marked, and said in words. */
export function DifferenceList({ changes }: { changes: readonly DifferenceOut[] }) {
  const { i18n } = useLingui();
  return (
    <dl className="border-t border-rule">
      {changes.map(({ pointer, before, after }) => {
        const lang = fieldLanguage(pointer);
        return (
          <div key={pointer} className="border-b border-rule py-3">
            <dt className="font-sign font-bold">
              {i18n._(fieldName(pointer))}
              {lang && <span className="font-normal text-ink2"> ({languageName(lang, i18n.locale)})</span>}
            </dt>
            <dd className="mt-1 grid gap-x-6 gap-y-2 sm:grid-cols-2">
              <div className="min-w-0">
                <span className="block text-[0.9375rem] text-ink2">
                  <Trans>Before</Trans>
                </span>
                <del className="whitespace-pre-wrap decoration-1" lang={lang}>
                  <Value value={before} />
                </del>
              </div>
              <div className="min-w-0">
                <span className="block text-[0.9375rem] text-ink2">
                  <Trans>Now</Trans>
                </span>
                <ins className="whitespace-pre-wrap no-underline" lang={lang}>
                  <mark>
                    <Value value={after} />
                  </mark>
                </ins>
              </div>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === "") return <Trans>nothing</Trans>;
  if (value === true) return <Trans>yes</Trans>;
  if (value === false) return <Trans>no</Trans>;
  if (typeof value === "string" || typeof value === "number") return <>{value}</>;
  return <>{lines(value).join("\n")}</>;
}

/** A list or an object in lines that people can read: what is empty is left out. */
function lines(value: unknown, depth = 0): string[] {
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) return value.flatMap((one) => bulleted(lines(one, depth), indent));
  if (typeof value !== "object" || value === null) return [`${indent}${String(value)}`];
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== "" && !(Array.isArray(one) && one.length === 0))
    .flatMap(([name, one]) =>
      typeof one === "object" ? [`${indent}${name}:`, ...lines(one, depth + 1)] : [`${indent}${name}: ${String(one)}`],
    );
}

function bulleted(found: string[], indent: string): string[] {
  return found.map((line, at) => (at === 0 ? `${indent}– ${line.trimStart()}` : `  ${line}`));
}
