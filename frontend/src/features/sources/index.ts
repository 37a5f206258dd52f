export { SourceList } from "./SourceList";
