import type { ButtonProps } from "react-aria-components/Button";
import { Button as AriaButton } from "react-aria-components/Button";

import { type ButtonLook, buttonStyle } from "./button-style";

type Props = Omit<ButtonProps, "className" | "style"> & { look?: ButtonLook; className?: string };

export function Button({ look, className, ...props }: Props) {
  return <AriaButton {...props} className={buttonStyle(look, className)} />;
}
