// What the feed's first load costs in script, gzipped: the entry, everything it imports at once, the feed's own
// chunks and one language. Fails above the limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_KB = 180;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const ROOTS = ["index.html", "src/app/pages/FeedPage.tsx"];
const catalogues = Object.keys(manifest).filter((name) => /locales\/\w+\/public\./.test(name));

const size = (chunk) => gzipSync(readFileSync(new URL(manifest[chunk].file, dist)), { level: 9 }).length;

function withImports(chunk, found = new Set()) {
  if (found.has(chunk)) return found;
  found.add(chunk);
  for (const next of manifest[chunk].imports ?? []) withImports(next, found);
  return found;
}

const missing = ROOTS.filter((root) => !manifest[root]);
if (missing.length > 0 || catalogues.length === 0) {
  console.error(`dist/.vite/manifest.json does not know ${missing.join(", ") || "the catalogues"}; build first`);
  process.exit(1);
}
const chunks = new Set(ROOTS.flatMap((root) => [...withImports(root)]));
const heaviest = catalogues.reduce((a, b) => (size(a) > size(b) ? a : b));
const rows = [...chunks, heaviest].map((chunk) => [manifest[chunk].file, size(chunk)]).sort((a, b) => b[1] - a[1]);
const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0);

for (const [file, bytes] of rows) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`);
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  script on the feed, gzipped (limit ${LIMIT_KB} kB)`);
process.exit(total > LIMIT_KB * 1000 ? 1 : 0);
