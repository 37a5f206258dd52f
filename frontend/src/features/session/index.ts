export { FormPage } from "./FormPage";
export { Invitation } from "./Invitation";
export { ReadyAccounts } from "./ReadyAccounts";
export { AskForReset, NewPassword } from "./ResetForms";
export { safeReturn } from "./returnTo";
export { SignInForm } from "./SignInForm";
export { SignUpForm } from "./SignUpForm";
export { Verify } from "./Verify";
