type Props = { level: 0 | 1 | 2 | 3; label: string };

/** Three lamps and a word: the word carries the meaning, the lamps only the glance. */
export function FitMeter({ level, label }: Props) {
  return (
    <span className="sign inline-flex items-center gap-2 text-[1rem]">
      <span aria-hidden className="flex gap-0.5">
        {[1, 2, 3].map((lamp) => (
          <span key={lamp} className={`h-2.5 w-5 rounded-[2px] ${lamp <= level ? "bg-good" : "bg-rule"}`} />
        ))}
      </span>
      {label}
    </span>
  );
}
