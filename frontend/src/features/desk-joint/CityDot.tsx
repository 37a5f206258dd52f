import type { CardPublisher } from "@/api";
import { lineColour } from "@/shared/domain/lines";

/** A stop in the city's colour, and its name: the colour never says anything alone. */
export function CityDot({ city }: { city: CardPublisher }) {
  return (
    <span className="inline-flex items-baseline gap-2">
      <span
        aria-hidden
        className="inline-block size-3.5 flex-none self-center rounded-full border-4 bg-card"
        style={{ borderColor: lineColour(city.line) }}
      />
      <span lang={city.name.lang} className="sign">
        {city.name.value}
      </span>
    </span>
  );
}
