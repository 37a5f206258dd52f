export { AmendEditor } from "./AmendEditor";
export { DraftEditor } from "./DraftEditor";
export { DraftList } from "./DraftList";
export { NewDraft } from "./NewDraft";
export { SupplierMatches } from "./SupplierMatches";
export { TypicalFirms } from "./TypicalFirms";
export { loadDraft, type LoadedDraft } from "./draft";
