export { AccountForm, PasswordForm } from "./AccountForm";
export { Members } from "./Members";
export { Notifications } from "./Notifications";
export { Sessions } from "./Sessions";
