export { AskForm } from "./AskForm";
export { JointPanel } from "./JointPanel";
export { Answer, Asked } from "./OwnPart";
export { jointOptions, LIVE, partOf } from "./queries";
