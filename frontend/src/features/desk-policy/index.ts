export { PolicyEditor } from "./PolicyEditor";
