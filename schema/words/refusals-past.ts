import { say, type RefusalWords } from "./refusal.ts";

/** Refusals of what the hub had recorded by a moment; part of the one catalogue. */
export const pastRefusals = {
  AS_OF_FUTURE: say(
    "该时刻尚未到来,枢纽现在是 {now}",
    "that time has not come yet; it is {now} here",
    "请给出已过去的时刻,或不给时刻以取最新封存",
    "name a time that has passed, or none for the latest seal",
  ),
  AS_OF_NOT_SEALED: say(
    "该游标尚未封存",
    "nothing is sealed under this cursor yet",
    "请使用 changes 或 asOf 给出的游标",
    "use a cursor that changes or asOf gave",
  ),
  AS_OF_OTHER_EPOCH: say(
    "枢纽已恢复或迁移,该游标出自之前",
    "this cursor is from before the hub was restored or moved",
    "请按引用时的封存时刻(sealedAt)查询",
    "ask by the time that was cited with it (sealedAt)",
  ),
} as const satisfies RefusalWords;
