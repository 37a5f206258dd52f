export type ButtonLook = "ink" | "go" | "ghost" | "quiet" | "danger";

const BASE =
  "inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-md border-2 py-2 text-center " +
  "font-sign text-[1rem] font-bold leading-tight no-underline transition-colors " +
  "disabled:cursor-not-allowed disabled:opacity-55 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55";

const LOOKS: Record<ButtonLook, string> = {
  ink: "px-4 border-ink bg-ink text-paper hover:bg-ink2 hover:border-ink2 data-[pressed]:bg-ink2",
  go: "px-4 border-ink bg-signal text-on-signal hover:bg-on-signal hover:text-signal data-[pressed]:bg-on-signal data-[pressed]:text-signal",
  ghost: "px-4 border-ink bg-transparent text-ink hover:bg-wash data-[pressed]:bg-wash",
  quiet: "px-0.5 border-transparent bg-transparent text-ink underline underline-offset-4 hover:decoration-2",
  danger: "px-4 border-bad bg-transparent text-bad hover:bg-bad-wash data-[pressed]:bg-bad-wash",
};

export function buttonStyle(look: ButtonLook = "ink", extra = ""): string {
  return `${BASE} ${LOOKS[look]} ${extra}`;
}
