import type { ReactNode } from "react";

/** Marks the place of a field by its JSON pointer, so that the checklist can lead there. */
export function At({ pointer, children }: { pointer: string; children: ReactNode }) {
  return (
    <div data-pointer={pointer} className="scroll-mt-6">
      {children}
    </div>
  );
}

/** Brings the field that a pointer names into view and gives it the focus; false where it is not on the page. */
export function goTo(pointer: string): boolean {
  const place = [...document.querySelectorAll<HTMLElement>("[data-pointer]")].find(
    ({ dataset }) => dataset.pointer === pointer || pointer.startsWith(`${dataset.pointer}/`),
  );
  const field = place?.querySelector<HTMLElement>("input, textarea, select, button");
  place?.scrollIntoView({ block: "start" });
  field?.focus({ preventScroll: true });
  return Boolean(field);
}
