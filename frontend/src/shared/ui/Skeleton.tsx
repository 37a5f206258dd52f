type Props = { className?: string };

/** A still block where something will be: no shimmer, so nothing moves while one waits. */
export function Skeleton({ className = "h-4 w-full" }: Props) {
  return <span aria-hidden className={`block rounded-sm bg-wash ${className}`} />;
}
