export { ChallengeBody } from "./ChallengeBody";
