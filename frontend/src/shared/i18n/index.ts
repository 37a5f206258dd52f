import type { Messages } from "@lingui/core";
import { i18n } from "@lingui/core";

export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", fr: "Français" };

type Catalogue = "public" | "challenge" | "desk" | "rules";
type Load = () => Promise<{ messages: Messages }>;

const CATALOGUES: Record<Catalogue, Record<Language, Load>> = {
  public: { en: () => import("@/locales/en/public"), fr: () => import("@/locales/fr/public") },
  challenge: { en: () => import("@/locales/en/challenge"), fr: () => import("@/locales/fr/challenge") },
  desk: { en: () => import("@/locales/en/desk"), fr: () => import("@/locales/fr/desk") },
  rules: { en: () => import("@/locales/en/rules"), fr: () => import("@/locales/fr/rules") },
};

const STORED = "interurban.language";
const wanted = new Set<Catalogue>(["public"]);

export function preferredLanguage(): Language {
  const asked = [localStorage.getItem(STORED), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  return LANGUAGES.find((language) => language === asked.find((tag) => LANGUAGES.some((known) => known === tag))) ?? "en";
}

export async function activate(language: Language): Promise<void> {
  const loaded = await Promise.all([...wanted].map((name) => CATALOGUES[name][language]()));
  i18n.load(language, Object.assign({}, ...loaded.map(({ messages }) => messages)) as Messages);
  i18n.activate(language);
  document.documentElement.lang = language;
}

export async function choose(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await activate(language);
}

async function need(...names: Catalogue[]): Promise<void> {
  if (names.every((name) => wanted.has(name))) return;
  for (const name of names) wanted.add(name);
  await activate(i18n.locale as Language);
}

/** The words of the pages behind sign-in; they come with the first of these pages. */
export const needDesk = (): Promise<void> => need("desk", "rules", "challenge");

/** The words of a city's own rules, for whoever reads them. */
export const needRules = (): Promise<void> => need("rules");

/** The words of the page of one challenge, and of the review of a text. */
export const needChallenge = (): Promise<void> => need("challenge");
