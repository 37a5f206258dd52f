export { NoticeBarriers } from "./NoticeBarriers";
export { ReviewTool } from "./ReviewTool";
