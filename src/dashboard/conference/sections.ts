import { figure } from "../core/figures.ts";
import { useSay } from "../core/lang.ts";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import {
  useDecisions,
  useOverdue,
  useOwed,
  useResolutions,
  useSupervision,
} from "./duty-sections.ts";
import { useCounted, type BriefingShown, type Names } from "./names.ts";
import { number, type Section } from "./section-rows.ts";

export function useSections(briefing: BriefingShown, names: Names): readonly Section[] {
  return [
    useGaps(briefing, names),
    useOverdue(briefing, names),
    useOwed(briefing, names),
    useDecisions(briefing, names),
    usePosition(briefing),
    useIncidents(briefing),
    useOnTheWay(briefing, names),
    useSupervision(briefing, names),
    useResolutions(briefing),
  ];
}

function useGaps({ gaps }: BriefingShown, { depot }: Names): Section {
  const say = useSay();
  const counted = useCounted();
  return {
    code: "GAPS",
    source: say("库存台账与储备定额,按缺口比例", "stock book and norms, worst share first"),
    headings: [
      { text: say("库", "Depot") },
      { text: say("物资", "Item") },
      number(say("可用", "Usable")),
      number(say("定额", "Norm")),
      number(say("缺口", "Gap")),
      { text: say("单位", "Unit") },
      { text: say("最早盘点", "Oldest count") },
    ],
    rows: gaps.top.map((row) => ({
      key: `${row.depot} ${row.item}`,
      cells: [
        ...[depot(row.depot), row.nameZh, figure(row.usable), figure(row.target)],
        ...[figure(row.gap), row.unit, counted(row)],
      ],
    })),
  };
}

function usePosition({ position }: BriefingShown): Section {
  const say = useSay();
  const counted = useCounted();
  const share = ({ onHand, target }: BriefingShown["position"][number]): number =>
    onHand === null || target === null ? Infinity : onHand / Math.max(1, target);
  return {
    code: "POSITION",
    source: say("库存台账与储备定额,按占定额比例", "stock book and norms, lowest share first"),
    headings: [
      { text: say("物资", "Item") },
      number(say("在库未预占", "On hand, free")),
      number(say("已预占", "Held")),
      number(say("在外", "Out")),
      number(say("定额", "Norm")),
      { text: say("单位", "Unit") },
      { text: say("最早盘点", "Oldest count") },
    ],
    // Infinity less itself is no number, and no order: equal shares keep the frozen one.
    rows: position
      .toSorted((a, b) => (share(a) === share(b) ? 0 : share(a) - share(b)))
      .map((row) => ({
        key: row.item,
        cells: [
          ...[row.nameZh, figure(row.onHand), figure(row.held), figure(row.out)],
          ...[figure(row.target), row.unit, counted(row)],
        ],
      })),
  };
}

function useIncidents({ incidents }: BriefingShown): Section {
  const say = useSay();
  const word = useWord();
  const none = { code: "", nameZh: "—", unit: "", asked: null, promised: null, received: null };
  return {
    code: "INCIDENTS",
    source: say("事件与需求登记", "reported incidents and declared needs"),
    headings: [
      { text: say("事件", "Incident") },
      { text: say("状态", "State") },
      { text: say("需求", "Need") },
      number(say("申报", "Asked")),
      number(say("承诺", "Promised")),
      number(say("收到", "Received")),
      { text: say("单位", "Unit") },
    ],
    rows: incidents.flatMap(({ id, nameZh, state, needs }) =>
      (needs.length === 0 ? [none] : needs).map((need) => ({
        key: `${id} ${need.code}`,
        cells: [
          ...[nameZh, word("IncidentState", state), need.nameZh, figure(need.asked)],
          ...[figure(need.promised), figure(need.received), need.unit],
        ],
      })),
    ),
  };
}

function useOnTheWay({ onTheWay }: BriefingShown, { org }: Names): Section {
  const say = useSay();
  return {
    code: "ON_THE_WAY",
    source: say("调拨单", "dispatch orders"),
    headings: [
      { text: say("调拨单", "Order") },
      { text: say("调出 → 调入", "Lender → requester") },
      { text: say("物资", "Item") },
      number(say("在途", "On the way")),
      { text: say("单位", "Unit") },
      { text: say("预计到达", "Expected") },
    ],
    rows: onTheWay.map((row) => ({
      key: `${row.orderId} ${row.item}`,
      cells: [
        ...[row.number, `${org(row.lender)} → ${org(row.requester)}`, row.nameZh],
        ...[figure(row.onTheWay), row.unit, stampOf(row.arrivesAt)],
      ],
    })),
  };
}
