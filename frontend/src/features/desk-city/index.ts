export { DraftEditor } from "./DraftEditor";
export { DraftList } from "./DraftList";
export { NewDraft } from "./NewDraft";
export { SupplierMatches } from "./SupplierMatches";
export { TypicalFirms } from "./TypicalFirms";
