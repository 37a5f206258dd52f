import { type ReactNode, useEffect, useRef } from "react";

// The first page of a visit starts at the top as browsers do; each later one hands the focus to its heading, so that
// a screen reader says where one has arrived.
let navigated = false;

export function markNavigation() {
  navigated = true;
}

type Props = {
  /** What the browser's tab says, without the name of the site. */
  title: string;
  children?: ReactNode;
  lang?: string | undefined;
  className?: string;
};

export function PageHeading({ title, children, lang, className = "text-3xl sm:text-4xl" }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (navigated) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <title>{`${title} · Interurban`}</title>
      <h1 ref={heading} tabIndex={-1} lang={lang} className={className}>
        {children ?? title}
      </h1>
    </>
  );
}
