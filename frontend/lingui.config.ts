import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

/**
 * Four catalogues: `public` comes with the first load, `challenge` with the page of one challenge and with the review of
 * a text, `rules` where a city's own rules are read, `desk` with the pages behind sign-in.
 * Finnish, Estonian and Lithuanian are ready to fill and not offered yet, so only the offered ones are compiled.
 */
const ALL = ["en", "fr", "fi", "et", "lt"];
const OFFERED = ["en", "fr"];
const compiling = process.argv.includes("--strict");

const RULES = ["src/features/policy/**", "src/shared/domain/RuleText*", "src/shared/domain/ruleLabels*"];
const CHALLENGE = [
  "src/features/challenge/**",
  "src/features/barriers/**",
  "src/shared/domain/barriers/**",
  "src/shared/domain/DifferenceList*",
  "src/app/pages/ChallengePage*",
  "src/app/pages/ReviewPage*",
];
const DESK = ["src/features/desk-*/**", "src/app/desk/**", "src/shared/desk/**"];

export default defineConfig({
  sourceLocale: "en",
  locales: compiling ? OFFERED : ALL,
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}/public",
      include: ["src"],
      exclude: ["**/node_modules/**", "src/api/**", ...DESK, ...RULES, ...CHALLENGE],
    },
    { path: "<rootDir>/src/locales/{locale}/desk", include: DESK },
    { path: "<rootDir>/src/locales/{locale}/rules", include: RULES },
    { path: "<rootDir>/src/locales/{locale}/challenge", include: CHALLENGE },
  ],
  format: formatter({ lineNumbers: false }),
  orderBy: "message",
});
