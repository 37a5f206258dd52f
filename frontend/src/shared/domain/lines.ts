const LINES = 8;

/** The CSS colour of a city's line, 1 to 8 as the city chose. Buyers of other portals have none and get the grey one. */
export function lineColour(line: number | null): string {
  return `var(--line-${line && line >= 1 && line <= LINES ? line : LINES})`;
}
