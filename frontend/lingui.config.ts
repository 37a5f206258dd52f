import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

/**
 * Two catalogues: `public` comes with the first load, `desk` with the pages behind sign-in.
 * Finnish, Estonian and Lithuanian are ready to fill and not offered yet, so only the offered ones are compiled.
 */
const ALL = ["en", "fr", "fi", "et", "lt"];
const OFFERED = ["en", "fr"];
const compiling = process.argv.includes("--strict");

const DESK = ["src/features/desk-*/**", "src/app/desk/**", "src/shared/desk/**"];

export default defineConfig({
  sourceLocale: "en",
  locales: compiling ? OFFERED : ALL,
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}/public",
      include: ["src"],
      exclude: ["**/node_modules/**", "src/api/**", ...DESK],
    },
    { path: "<rootDir>/src/locales/{locale}/desk", include: DESK },
  ],
  format: formatter({ lineNumbers: false }),
  orderBy: "message",
});
