import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";

// Headings inside a text stand below the page's own.
const HEADINGS = { h1: "h3", h2: "h3", h3: "h4", h4: "h5" } as const;

export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <ReactMarkdown rehypePlugins={[rehypeSanitize]} components={HEADINGS} disallowedElements={["img"]}>
      {text}
    </ReactMarkdown>
  );
}
