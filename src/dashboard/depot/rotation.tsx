import { useState } from "react";
import { figure, useUnit } from "../core/figures.ts";
import { whole } from "../core/form.tsx";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import { DashExpiringDocument, type DashExpiringQuery } from "../published/operations.ts";
import { LotAct, onShelf } from "./lot-acts.tsx";
import { Offers } from "./offers.tsx";

type Expiring = DashExpiringQuery["expiringLots"]["edges"][number]["node"];

/** 到期与轮换: what expires soon, first of all, and what others offer. */
export function Rotation() {
  return (
    <>
      <ExpiringLots />
      <Offers />
    </>
  );
}

function ExpiringLots() {
  const say = useSay();
  const me = useMe();
  const [days, setDays] = useParam("days");
  const [lot, setLot] = useState<Expiring | null>(null);
  const withinDays = whole(days ?? "180") ?? 180;
  const reading = useReading(DashExpiringDocument, { withinDays, first: 100 }, { keep: true });
  const lots = (reading.data?.expiringLots.edges ?? [])
    .map(({ node }) => node)
    .filter(
      ({ owner, depot }) =>
        me.may("stock:change", [owner.id, ...(depot === null ? [] : [depot.custodian.id])]) ||
        me.may("stock:dispose", [owner.id]),
    );
  const tools = (
    <label>
      {say("天数", "Within days")}{" "}
      <select value={String(withinDays)} onChange={(event) => setDays(event.target.value)}>
        {["30", "90", "180", "365"].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
  return (
    <Panel
      title={say("将到期批次(先到期在前)", "Lots that expire, the first first")}
      reading={reading}
      tools={tools}
    >
      {lots.length === 0 ? (
        <Empty>{say("这段时间内没有到期的批次。", "Nothing expires within these days.")}</Empty>
      ) : (
        <Scroll label={say("将到期批次", "Expiring lots")} onKeyDown={walkRows}>
          <ExpiringRows lots={lots} begin={setLot} />
        </Scroll>
      )}
      {lot === null ? null : (
        <LotAct
          deed="OFFER"
          lot={lot}
          now={reading.data?.hub.now ?? ""}
          onClose={() => setLot(null)}
        />
      )}
    </Panel>
  );
}

interface ExpiringProps {
  readonly lots: readonly Expiring[];
  readonly begin: (lot: Expiring) => void;
}

function ExpiringRows({ lots, begin }: ExpiringProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const me = useMe();
  return (
    <Table
      columns={[
        say("有效期至", "Expires"),
        say("物资", "Item"),
        { number: say("在库", "On the shelf") },
        { number: say("其中封存", "Set aside") },
        say("单位", "Unit"),
        say("库 · 货位 · 批号", "Depot · bin · batch"),
        say("办理", "Act"),
      ]}
    >
      {lots.map((lot) => (
        <tr key={lot.id}>
          <td className={lot.expired ? "short" : "amber"}>
            {lot.expiresOn ?? "—"}
            {lot.expired ? say(" 已过期", " expired") : ""}
          </td>
          <td>{name(lot.item)}</td>
          <td className="number">{figure(onShelf(lot))}</td>
          <td className="number">{figure(lot.blocked)}</td>
          <td>{unit(lot.item)}</td>
          <td>
            {name(lot.depot)} · {lot.bin ?? "—"} · {lot.batch}
          </td>
          <td>
            {me.may("stock:dispose", [lot.owner.id]) && !lot.expired ? (
              <button type="button" data-row onClick={() => begin(lot)}>
                {say("发布轮换", "Offer")}
              </button>
            ) : (
              say("由物权单位审批人办理", "by the owner's approver")
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
