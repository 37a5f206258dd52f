export { AskBox } from "./AskBox";
export { HeroArt } from "./HeroArt";
export { LiveMatches } from "./LiveMatches";
