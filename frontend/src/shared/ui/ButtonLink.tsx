import { createLink, type LinkComponent } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

import { type ButtonLook, buttonStyle } from "./button-style";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { look?: ButtonLook; ref?: Ref<HTMLAnchorElement> };

function Anchor({ look, className, children, ...props }: Props) {
  return (
    <a {...props} className={buttonStyle(look, className)}>
      {children}
    </a>
  );
}

const Linked = createLink(Anchor);

/** A link that looks like what it leads to: a page where something is done. */
export const ButtonLink: LinkComponent<typeof Anchor> = (props) => <Linked preload="intent" {...props} />;
