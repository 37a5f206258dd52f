export { SupplierView } from "./SupplierView";
