import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Plugin } from "vite";

const LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";

/** Puts the script of the API documentation beside its page in public/docs: our own file, no server of others. */
export function redocPage(): Plugin {
  return {
    name: "redoc-page",
    apply: "build",
    generateBundle() {
      const script = createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js");
      // Its one picture comes from somebody else's server, which our Content-Security-Policy refuses.
      const source = readFileSync(script, "utf8").replaceAll(LOGO, "/favicon.svg");
      this.emitFile({ type: "asset", fileName: "docs/redoc.standalone.js", source });
    },
  };
}
