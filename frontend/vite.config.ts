import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { linguiMacro } from "./build-plugins/lingui-macro.ts";
import { reactAriaLocales } from "./build-plugins/react-aria-locales.ts";
import { redocPage } from "./build-plugins/redoc-page.ts";

// The pieces of src/shared that the feed uses itself; fields, dialogs and pickers stay with the pages that open them.
const KIT =
  /src\/shared\/(lib|i18n|session|api|ui\/(Button|button|Chip|Banner|Skeleton|EmptyState|Mark\.|MiddleDot|FitMeter|GateBadge|Rail|ShowMore|Toast|PageHeading|Select|styles|Checkbox|Disclosure|LocaleProvider)|domain\/(ChallengeRow|Deadline|labels|lines|Posted|ProblemBanner|useWords|WhyItFits|Reasons|GateList|gates|FitWords|MatchingMode|Meeting|categories))/;

const API = process.env.INTERURBAN_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [linguiMacro(), reactAriaLocales(["en", "fr", "fi", "et", "lt"]), react(), tailwind(), redocPage()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  server: { host: "127.0.0.1", proxy: { "/v1": API, "/docs": API } },
  build: {
    manifest: true,
    // Inlined assets would be data: addresses, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
    // The preload polyfill is an inline script in old browsers; the policy refuses it as well.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // What every page needs travels in two files instead of forty.
        codeSplitting: {
          groups: [
            { name: "vendor", test: /node_modules\/(react|react-dom|scheduler|@tanstack|@lingui)\// },
            { name: "kit", test: KIT },
          ],
        },
      },
    },
  },
});
