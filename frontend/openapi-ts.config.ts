import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../openapi/v1.json",
  output: { path: "src/api" },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "@tanstack/react-query"],
});
