import type { ReactNode } from "react";

export type Fact = { name: string; value: ReactNode };

/** Names and values, side by side where there is room. What is not known is left out by the caller. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="border-t border-rule">
      {facts.map(({ name, value }) => (
        <div key={name} className="grid gap-x-6 border-b border-rule py-2.5 sm:grid-cols-[minmax(9rem,15rem)_1fr]">
          <dt className="font-sign font-bold">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-9">
      <h2 id={id} className="mb-3 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}
