type Props = { colour: string; stops: number };

const SHOWN = 9;

/** A city's line with a stop for each open challenge; dashed where nothing is open. A picture only. */
export function CityLine({ colour, stops }: Props) {
  const shown = Math.min(stops, SHOWN);
  return (
    <span aria-hidden className="relative flex h-6 items-center">
      <span
        className="absolute inset-x-0 h-[7px]"
        style={{
          background: shown > 0 ? colour : `repeating-linear-gradient(90deg, ${colour} 0 9px, transparent 9px 16px)`,
        }}
      />
      <span className="relative flex w-full justify-evenly">
        {Array.from({ length: shown }, (_, at) => (
          <span key={at} className="size-5 rounded-full border-[5px] bg-card" style={{ borderColor: colour }} />
        ))}
      </span>
    </span>
  );
}
