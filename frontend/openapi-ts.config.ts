import { readFileSync } from "node:fs";

import { defineConfig } from "@hey-api/openapi-ts";

const spec: unknown = JSON.parse(readFileSync(new URL("../openapi/v1.json", import.meta.url), "utf8"));

/**
 * The specification gives maps keyed by language as `patternProperties`, which the generator reads as `unknown`.
 * To TypeScript the pattern of a key says nothing: such a map is one of string to its value.
 */
function mapsByKey(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(mapsByKey);
  if (typeof node !== "object" || node === null) return node;
  const { patternProperties, ...rest } = node as Record<string, unknown>;
  const plain = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, mapsByKey(value)]));
  if (typeof patternProperties !== "object" || patternProperties === null) return plain;
  return { ...plain, additionalProperties: mapsByKey(Object.values(patternProperties)[0]) };
}

export default defineConfig({
  input: mapsByKey(spec) as Record<string, unknown>,
  output: { path: "src/api" },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "@tanstack/react-query"],
});
