export { HowMatching } from "./HowMatching";
