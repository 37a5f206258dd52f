import { defineConfig } from "vitest/config";

import { linguiMacro } from "./build-plugins/lingui-macro.ts";

export default defineConfig({
  plugins: [linguiMacro()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  // A fixed zone, so that "your 23:00" is the same on every machine.
  test: { environment: "node", env: { TZ: "America/Toronto" }, include: ["src/**/*.test.ts"] },
});
