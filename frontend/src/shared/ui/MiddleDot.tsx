/** A dot between two words in the sign face, whose own dot swallows the space behind it. */
export function MiddleDot() {
  return <span className="font-read"> · </span>;
}
