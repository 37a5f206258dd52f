/** Class lists that more than one component of the kit wears. */
export const CONTROL =
  "w-full min-h-11 rounded-md border-2 border-edge bg-card px-3 py-2 text-ink placeholder:text-ink2 " +
  "hover:border-ink data-[hovered]:border-ink focus:border-ink data-[focused]:border-ink " +
  "aria-[invalid=true]:border-bad data-[invalid]:border-bad disabled:opacity-60 data-[disabled]:opacity-60";

export const LABEL = "font-sign font-bold text-[1rem] leading-snug";
export const HINT = "text-[0.9375rem] leading-snug text-ink2";
export const FIELD = "flex flex-col gap-1.5";
