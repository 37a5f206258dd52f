export { Announce } from "./Announce";
export { Contacts } from "./Contacts";
export { Decide, Signatures } from "./signing";
export { SoundingForm } from "./SoundingForm";
export { End, Extend, isEndable } from "./steps";
export { WaitingQuestions } from "./WaitingQuestions";
export { filled, WordsField } from "./WordsField";
