import type { Word, Words } from "../../schema/words/word.ts";

/** What goes otherwise than planned in a drill; across the four scenarios each happens once. */
export const turnName = {
  COMMAND_BESIDE_PACT: { zh: "调令与协议并行", en: "command beside pact" },
  LENDER_REFUSED: { zh: "出借单位拒绝", en: "a lender refuses" },
  PACT_LAPSED: { zh: "协议中途中止", en: "a pact lapses mid-way" },
  SOLVED_AGAIN: { zh: "保留已批准,重新求解差额", en: "solved again, what is granted stands" },
  ACT_FIRST_RATIFIED: { zh: "先调后补,已补手续", en: "acted first, papers ratified" },
  ACT_FIRST_REFUSED: { zh: "先调后补,事后不予追认", en: "acted first, refused afterwards" },
  REQUISITION_LAST: { zh: "最后才征用", en: "requisition comes last" },
  SHORT_PICK: { zh: "拣货短少", en: "short pick" },
  RELAY_LOSS: { zh: "中转有损", en: "a relay with a loss" },
  PARTIAL_RECEIPT: { zh: "分批签收", en: "received in part" },
  REJECTED: { zh: "部分拒收", en: "part of it rejected" },
  CONTESTED: { zh: "差异有争议", en: "a contested difference" },
  TURNED_BACK: { zh: "途中折返", en: "turned back" },
  DIVERTED: { zh: "改道支援另一事件", en: "diverted to another incident" },
  UNUSED_BACK: { zh: "未用物资退回", en: "unused goods come back" },
  DAMAGED_BACK: { zh: "可回收物资受损", en: "reusables come back damaged" },
  DEEMED_USED: { zh: "响应解除,余量视同消耗", en: "deemed used at the end" },
  RECOURSE: { zh: "向责任企业追偿", en: "recourse to the firm at fault" },
} as const satisfies Words;
export type TurnCode = keyof typeof turnName;

/** One turn as it was taken: who did what, and why. */
export interface Turn extends Word {
  readonly code: TurnCode;
}

export const roadCodes = [
  "SHORT_PICK",
  "RELAY_LOSS",
  "REJECTED",
  "CONTESTED",
  "TURNED_BACK",
  "DIVERTED",
] as const satisfies readonly TurnCode[];
export type RoadCode = (typeof roadCodes)[number];

/** What a scenario has beside its needs: who leads, and the turns that it must take. */
export interface Script {
  /** Absent: whoever pays leads. */
  readonly lead?: string;
  readonly turns: readonly TurnCode[];
  /** Whose lender refuses: a firm may be made to give all the same, last of all. */
  readonly refuses?: "GOVERNMENT" | "MARKET";
  /** What is wanted beside, when the accident spreads: more than pacts can give. */
  readonly more?: {
    readonly item: string;
    readonly quantity: number;
    readonly withinHours: number;
  };
  /** Where goods change carriers, and to whose vehicles. */
  readonly relay?: { readonly node: string; readonly carrier: string };
  /** The other incident: who asks there, and where. */
  readonly elsewhere?: { readonly lead: string; readonly region: string; readonly node: string };
}

export const scripts: Readonly<Record<string, Script>> = {
  "SC-CL2-WUDA": {
    turns: [
      ...(["LENDER_REFUSED", "REQUISITION_LAST", "ACT_FIRST_RATIFIED"] as const),
      ...(["CONTESTED", "RECOURSE", "UNUSED_BACK"] as const),
    ],
    refuses: "MARKET",
    more: { item: "HZ-NAOH-25", quantity: 800, withinHours: 8 },
  },
  "SC-ICE-DENGKOU": {
    turns: ["SHORT_PICK", "RELAY_LOSS", "UNUSED_BACK", "DAMAGED_BACK", "DEEMED_USED"],
    relay: { node: "150625", carrier: "ORG-G03" },
  },
  "SC-EQ-ALXA": {
    lead: "ORG-G07",
    refuses: "GOVERNMENT",
    turns: [
      ...(["COMMAND_BESIDE_PACT", "LENDER_REFUSED", "SOLVED_AGAIN"] as const),
      ...(["ACT_FIRST_REFUSED", "DIVERTED", "DAMAGED_BACK"] as const),
    ],
    elsewhere: { lead: "ORG-G01", region: "150303", node: "150303" },
  },
  "SC-SNOW-G6": {
    turns: ["PACT_LAPSED", "TURNED_BACK", "SOLVED_AGAIN", "PARTIAL_RECEIPT", "REJECTED"],
  },
};
