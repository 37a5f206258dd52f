export { ChallengeBody } from "./ChallengeBody";
export { FitsYou } from "./FitsYou";
export { Similar } from "./Similar";
