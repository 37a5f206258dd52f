export { MatchList } from "./MatchList";
export { ProfileEditor } from "./ProfileEditor";
