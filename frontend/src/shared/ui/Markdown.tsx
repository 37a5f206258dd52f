import { lazy, Suspense } from "react";

// The parser comes only with pages that have texts to show.
const Rendered = lazy(() => import("./MarkdownRendered"));

/** What people wrote, as Markdown; plain paragraphs until the parser is there. */
export function Markdown({ text }: { text: { value: string; lang: string } }) {
  return (
    <div lang={text.lang} className="prose">
      <Suspense fallback={<p className="whitespace-pre-line">{text.value}</p>}>
        <Rendered text={text.value} />
      </Suspense>
    </div>
  );
}
