import { useState } from "react";
import { figure, useUnit } from "../core/figures.ts";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashShelvesDocument, type DashShelvesQuery } from "../published/operations.ts";
import { DepotChoice } from "./depot-choice.tsx";
import { useKeeping } from "./keeping.ts";
import { LotAct, onShelf, type LotDeed } from "./lot-acts.tsx";

type Shown = NonNullable<DashShelvesQuery["depot"]>["lots"]["edges"][number]["node"];

interface Lot extends Shown {
  /** Whether this duty keeps it: the owner's approver sees it too, to dispose of it. */
  readonly isKept: boolean;
}

interface Doing {
  readonly deed: LotDeed;
  readonly lot: Lot;
}

/** 货架: every lot of one depot, and what its keeper may do about it. */
export function Shelves() {
  const say = useSay();
  const me = useMe();
  const keeping = useKeeping();
  const [doing, setDoing] = useState<Doing | null>(null);
  const code = keeping.depot?.code ?? "";
  const reading = useReading(
    DashShelvesDocument,
    { code, first: 100 },
    { enabled: code !== "", keep: true },
  );
  const depot = reading.data?.depot;
  const lots = (depot?.lots.edges ?? []).map(({ node }) => ({
    ...node,
    isKept: me.may("stock:change", [node.owner.id, ...(depot ? [depot.custodian.id] : [])]),
  }));
  const more = depot?.lots.pageInfo.hasNextPage === true;
  return (
    <Panel
      title={say("货架批次", "Lots on the shelves")}
      reading={code === "" ? keeping.reading : reading}
      tools={<DepotChoice keeping={keeping} />}
    >
      {lots.length === 0 ? (
        <Empty>
          {say("没有您保管或所有的批次。", "No lot here is in your keeping, or yours.")}
        </Empty>
      ) : (
        <Scroll label={say("批次表", "Lots")} onKeyDown={walkRows}>
          <Rows lots={lots} begin={setDoing} />
        </Scroll>
      )}
      {more ? <Empty>{say("只列前 100 批。", "Only the first 100 are listed.")}</Empty> : null}
      {doing === null ? null : (
        <LotAct {...doing} now={reading.data?.hub.now ?? ""} onClose={() => setDoing(null)} />
      )}
    </Panel>
  );
}

interface RowsProps {
  readonly lots: readonly Lot[];
  readonly begin: (doing: Doing) => void;
}

function Rows({ lots, begin }: RowsProps) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("货位 · 批号", "Bin · batch"),
        say("物资", "Item"),
        { number: say("在库", "On the shelf") },
        { number: say("其中封存", "Set aside") },
        { number: say("预占", "Held") },
        say("单位", "Unit"),
        say("状况", "Condition"),
        say("有效期至", "Expires"),
        say("上次点数", "Counted"),
        say("办理", "Acts"),
      ]}
    >
      {lots.map((lot) => (
        <Row key={lot.id} lot={lot} begin={(deed) => begin({ deed, lot })} />
      ))}
    </Table>
  );
}

interface RowProps {
  readonly lot: Lot;
  readonly begin: (deed: LotDeed) => void;
}

function Row({ lot, begin }: RowProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  return (
    <tr>
      <td>
        {lot.bin ?? "—"} · {lot.batch}
      </td>
      <td>{name(lot.item)}</td>
      <td className="number">{figure(onShelf(lot))}</td>
      <td className="number">{figure(lot.blocked)}</td>
      <td className="number">{figure(lot.held)}</td>
      <td>{unit(lot.item)}</td>
      <td className={lot.condition === "GOOD" ? "" : "short"}>
        {word("LotCondition", lot.condition)}
      </td>
      <td className={lot.expired ? "short" : ""}>
        {lot.expiresOn ?? "—"}
        {lot.expired ? say(" 已过期", " expired") : ""}
      </td>
      <td>
        {lot.countAgeDays === null
          ? "—"
          : say(`${lot.countAgeDays} 天前`, `${lot.countAgeDays} d ago`)}
      </td>
      <td>
        <Acts lot={lot} begin={begin} />
      </td>
    </tr>
  );
}

/** What its keeper may do about a lot: no inspection here makes good what its maker recalled. */
const open: Readonly<Record<Lot["condition"], readonly LotDeed[]>> = {
  GOOD: ["BLOCK", "RECALL"],
  BLOCKED: ["RELEASE", "RECALL"],
  RECALLED: [],
};

function Acts({ lot, begin }: RowProps) {
  const say = useSay();
  const me = useMe();
  const keeping: readonly (readonly [LotDeed, string])[] = [
    ["BLOCK", say("封存", "Block")],
    ["RELEASE", say("放行", "Release")],
    ["RECALL", say("召回", "Recall")],
  ];
  const deeds: readonly (readonly [LotDeed, string])[] = [
    ...keeping.filter(([deed]) => lot.isKept && open[lot.condition].includes(deed)),
    ...(lot.isKept && lot.condition !== "RECALLED"
      ? ([["FIND", say("找回", "Found")]] as const)
      : []),
    ...(me.may("stock:dispose", [lot.owner.id])
      ? ([
          ["WRITE_OFF", say("报废轮出", "Write off")],
          ["OFFER", say("轮换", "Offer")],
        ] as const)
      : []),
  ];
  return (
    <span className="acts">
      {deeds.map(([deed, text], at) => (
        <button
          key={deed}
          type="button"
          {...(at === 0 ? { "data-row": true } : {})}
          onClick={() => begin(deed)}
        >
          {text}
        </button>
      ))}
    </span>
  );
}
