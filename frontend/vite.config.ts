import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { linguiMacro } from "./build-plugins/lingui-macro.ts";
import { reactAriaLocales } from "./build-plugins/react-aria-locales.ts";
import { redocPage } from "./build-plugins/redoc-page.ts";

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
  },
});
