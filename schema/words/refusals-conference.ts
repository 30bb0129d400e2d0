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
  ALREADY_SUPERVISED: say(
    "该事项已在督办,期限 {dueOn}",
    "this is under supervision already, due {dueOn}",
    "请在现有督办事项中办理",
    "go on with the item that is open",
  ),
  PARTY_NOT_AGREED: say(
    "协议 {agreement} 的当事方 {orgs} 未同意该决议",
    "{orgs}, party of agreement {agreement}, did not agree to the resolution",
    "请由全体当事方同意后再设定",
    "have every party agree first",
  ),
  NO_FIGURE_DECIDED: say(
    "决议未载明裁定数额",
    "the resolution names no decided figure",
    "请修订决议,写明所涉往来与裁定数额后重新表决",
    "amend it: name the claim and the figure, and vote again",
  ),
  ONE_SIDED: say(
    "仅争议一方不能裁决:同意单位须含双方,或含争议之外的成员",
    "one side alone decides nothing: both must agree, or a member that is neither",
    "由争议一方通过的决议,请对方或其他同意单位办理",
    "what a side adopted is carried out by the other, or by another that agreed",
  ),
} as const satisfies RefusalWords;
