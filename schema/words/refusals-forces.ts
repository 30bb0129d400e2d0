import { say, type RefusalWords } from "./refusal.ts";

/** Teams, machines and vehicles. */
export const forceRefusals = {
  UNIT_TAKEN: say("{unit} 已被占用", "{unit} is taken", "请重新求解", "solve again"),
  VEHICLE_ON_ROAD: say(
    "车辆 {vehicle} 尚在途中",
    "vehicle {vehicle} is still on the road",
    "请改用其他车辆,或待其所载物资签收或退回入库后再启运",
    "send another vehicle, or wait until its load was received or is back",
  ),
  LICENCE: say(
    "没有具备“{licence}”资质的车辆",
    "no vehicle licensed for {licence}",
    "请联系有资质的承运单位",
    "find a licensed carrier",
  ),
  NOT_INSURED: say(
    "人身意外保险已过期",
    "accident insurance has lapsed",
    "请先续保",
    "renew the insurance first",
  ),
  CREW_UNLICENSED: say(
    "{unit} 的操作人员没有在有效期内的“{licence}”",
    "the crew of {unit} holds no valid licence: {licence}",
    "请更换队伍,或登记有效证照",
    "send another crew, or record a valid licence",
  ),
  UNIT_RESTING: say(
    "{unit} 休整至 {until}",
    "{unit} rests until {until}",
    "请在休整期满后恢复待命",
    "make it ready when it has rested",
  ),
} as const satisfies RefusalWords;
