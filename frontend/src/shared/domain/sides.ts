import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/**
 * Who reads a match. text: somebody who typed what they do · profile: a firm · firm: a city that reads of firms ·
 * need: a challenge beside another challenge
 */
export type View = "text" | "profile" | "firm" | "need";

type Sides = {
  mine: MessageDescriptor;
  theirs: MessageDescriptor;
  /** Before categories that only one side names itself. */
  mineNames: MessageDescriptor;
  theirsNames: MessageDescriptor;
};

const CHALLENGE = msg`The challenge`;
const THEIRS_TEXT = msg`The challenge names it, your words point to it:`;

export const SIDES: Record<View, Sides> = {
  text: { mine: msg`Your text`, theirs: CHALLENGE, mineNames: msg`You name it, the challenge points to it:`, theirsNames: THEIRS_TEXT },
  profile: {
    mine: msg`Your profile`,
    theirs: CHALLENGE,
    mineNames: msg`Your profile names it, the words of the challenge point to it:`,
    theirsNames: THEIRS_TEXT,
  },
  firm: {
    mine: CHALLENGE,
    theirs: msg`The firm`,
    mineNames: msg`The challenge names it, the firm’s words point to it:`,
    theirsNames: msg`The firm names it, the words of the challenge point to it:`,
  },
  need: {
    mine: msg`This challenge`,
    theirs: msg`The other one`,
    mineNames: msg`This challenge names it, the words of the other one point to it:`,
    theirsNames: msg`The other one names it, the words of this challenge point to it:`,
  },
};
