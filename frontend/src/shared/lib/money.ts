/** Amounts are minor units of an ISO 4217 currency (cents; yen). They are never converted. */

export function fractionDigits(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export function formatMoney(minor: number, currency: string, locale: string): string {
  const digits = fractionDigits(currency);
  const value = minor / 10 ** digits;
  const options = { minimumFractionDigits: Number.isInteger(value) ? 0 : digits, maximumFractionDigits: digits };
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency, ...options }).format(value);
  } catch {
    return `${new Intl.NumberFormat(locale, options).format(value)} ${currency}`;
  }
}

type Range = { min_minor: number | null; max_minor: number | null; currency: string };

/** "€90,000 – 240,000": the currency is said once. Null where neither end is known. */
export function formatRange({ min_minor, max_minor, currency }: Range, locale: string): string | null {
  if (min_minor === null && max_minor === null) return null;
  if (min_minor === null || max_minor === null || min_minor === max_minor) {
    const only = formatMoney(max_minor ?? min_minor ?? 0, currency, locale);
    if (min_minor === max_minor) return only;
    return max_minor === null ? `≥ ${only}` : `≤ ${only}`;
  }
  const digits = fractionDigits(currency);
  const bare = (minor: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(minor / 10 ** digits);
  const low = formatMoney(min_minor, currency, locale);
  const high = formatMoney(max_minor, currency, locale);
  // The sign stands before the figure in English and behind it in French: say it on that side.
  return high.startsWith(bare(max_minor)) ? `${bare(min_minor)} – ${high}` : `${low} – ${bare(max_minor)}`;
}

/**
 * What a person typed into a money field, in minor units; undefined where it is not an amount.
 * Spaces group digits anywhere; the last comma or point with one or two digits behind it parts the decimals.
 */
export function parseMoney(typed: string, currency: string): number | undefined {
  const compact = typed.replace(/[\s\u00a0\u202f'’]/g, "");
  if (!/^\d[\d.,]*$/.test(compact)) return undefined;
  const digits = fractionDigits(currency);
  const decimal = digits > 0 ? /^(.*)[.,](\d{1,2})$/.exec(compact) : null;
  const whole = (decimal?.[1] ?? compact).replace(/[.,]/g, "");
  const part = (decimal?.[2] ?? "").padEnd(digits, "0").slice(0, digits);
  const minor = Number(whole + part);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
