/**
 * Cities' lines running side by side into an interchange. A picture only; on a phone the words have the room.
 * The track ahead is dashed, the stop that matters now is yellow: the page's own grammar.
 */
export function HeroArt() {
  return (
    <svg aria-hidden viewBox="0 0 460 330" className="pointer-events-none hidden h-[17rem] w-auto flex-none lg:block" fill="none" strokeWidth="9" strokeLinejoin="round">
      <path d="M460 62H330L214 178V330" stroke="var(--line-1)" />
      <path d="M460 75H335.400L227 183.400V330" stroke="var(--line-2)" />
      <path d="M460 88H340.800L240 188.800V330" stroke="var(--line-3)" />
      <path d="M0 258H120L168 210V120L104 56H30" stroke="var(--line-4)" />
      <path d="M120 258H340" stroke="var(--line-4)" />
      <path d="M340 258H460" stroke="var(--edge)" strokeDasharray="12 9" />
      <path d="M300 330V300L380 220V150L430 100V20" stroke="var(--line-5)" />
      <Stop x={60} y={258} line={4} />
      <Stop x={168} y={160} line={4} />
      <Stop x={30} y={56} line={4} />
      <Stop x={380} y={185} line={5} />
      <Stop x={340} y={258} line={4} />
      <rect x="198" y="240" width="58" height="36" rx="18" fill="var(--signal)" stroke="var(--ink)" strokeWidth="8" />
      <rect x="378.500" y="53" width="30" height="44" rx="15" fill="var(--card)" stroke="var(--ink)" strokeWidth="7" />
    </svg>
  );
}

function Stop({ x, y, line }: { x: number; y: number; line: number }) {
  return <circle cx={x} cy={y} r="11" fill="var(--card)" stroke={`var(--line-${line})`} strokeWidth="7" />;
}
