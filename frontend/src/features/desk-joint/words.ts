import { msg } from "@lingui/core/macro";

// What a city's part and a joint act are called, in the words of those who take part.

export const PART = {
  lead: msg`Leads`,
  accepted: msg`Takes part`,
  invited: msg`Invited`,
  asked: msg`Asks to join`,
  declined: msg`Declined`,
  left: msg`Left`,
};

export const ACT = {
  announce: msg`Announce it as a forecast`,
  publish: msg`Publish the challenge`,
  admit: msg`Let another city join`,
  extend: msg`Extend the deadline`,
  amend: msg`Amend the challenge`,
  cancel: msg`Cancel the challenge`,
  withdraw: msg`Withdraw the challenge`,
  off_ramp: msg`End it without a purchase`,
  hand_over: msg`Hand over the lead`,
  award: msg`Award`,
};
