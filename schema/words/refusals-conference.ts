import { say, type RefusalWords } from "./refusal.ts";

export const conferenceRefusals = {
  OUTSIDE_CONFERENCE: say(
    "{org} 不是该区域或片区的政府成员单位",
    "{org} is no government member of this region or cluster",
    "请选择会议成员单位",
    "choose a member of the conference",
  ),
  OUTSIDE_REGION: say(
    "{org} 不是该区域本级政府单位",
    "{org} is no government of this very region",
    "请选择本单位所在区划",
    "choose the region that it governs",
  ),
  NOT_OVERDUE: say(
    "该事项尚未逾期或已了结",
    "this is not overdue, or is settled",
    "逾期后方可督办",
    "put it under supervision once it is overdue",
  ),
} as const satisfies RefusalWords;
