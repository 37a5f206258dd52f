import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";

/** Gives the kit its language. English dates and figures read as in Britain: day first. */
export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <I18nProvider locale={locale === "en" ? "en-GB" : locale}>{children}</I18nProvider>;
}
