/** CSS colours of the lines that pass a row: one for a city alone, several for cities together. */
type Props = { lines: readonly string[]; past?: boolean };

const SHOWN = 4;

/**
 * The line beside a row, with its stop. Several lines run side by side into an interchange.
 * A picture only: the row's words name the cities.
 */
export function Rail({ lines, past = false }: Props) {
  const shown = lines.slice(0, SHOWN);
  const joint = shown.length > 1;
  return (
    <span aria-hidden className="pointer-events-none absolute inset-y-0 start-0 flex w-8 justify-center">
      <span className="flex h-full gap-[2px]">
        {shown.map((colour, at) => (
          <span
            key={at}
            className={joint ? "w-[5px]" : "w-[7px]"}
            style={past ? { background: `repeating-linear-gradient(180deg, ${colour} 0 9px, transparent 9px 15px)` } : { background: colour }}
          />
        ))}
      </span>
      {joint ? (
        <span
          className="absolute top-[1.4rem] h-6 rounded-full border-[5px] border-ink bg-card"
          style={{ width: `${18 + shown.length * 7}px` }}
        />
      ) : (
        <span className="absolute top-[1.4rem] size-6 rounded-full border-[6px] bg-card" style={{ borderColor: shown[0] }} />
      )}
    </span>
  );
}
