type Props = { className?: string };

/** Two lines meeting at a stop. */
export function Mark({ className = "size-8" }: Props) {
  return (
    <svg aria-hidden viewBox="0 0 30 30" className={className} fill="none" stroke="currentColor">
      <path d="M2.5 22H11.5l6-14H27.5" strokeWidth="5" strokeLinejoin="round" />
      <circle cx="15" cy="15" r="6" fill="var(--signal)" strokeWidth="3.5" />
    </svg>
  );
}
