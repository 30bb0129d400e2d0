import { useState } from "react";
import { useDeed } from "../core/deed.tsx";
import { ActForm } from "../core/form.tsx";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { OpenStocktakeDocument, type DashKeepingQuery } from "../published/operations.ts";
import { CountSheet } from "./count-sheet.tsx";
import { DepotChoice } from "./depot-choice.tsx";
import { useKeeping, type Keeping } from "./keeping.ts";

type Stocktake = DashKeepingQuery["stocktakes"]["edges"][number]["node"];

/** 盘点: blind counts, the open ones first. */
export function Counts() {
  const say = useSay();
  const me = useMe();
  const keeping = useKeeping();
  const { depot } = keeping;
  const [chosen, choose] = useParam("count");
  const [opening, setOpening] = useState(false);
  const counts = (keeping.reading.data?.stocktakes.edges ?? []).map(({ node }) => node);
  const tools = (
    <>
      <DepotChoice keeping={keeping} />
      {depot && me.may("stock:change", [depot.custodian.id, depot.owner.id]) ? (
        <button type="button" className="primary" onClick={() => setOpening(true)}>
          {say("开始盘点", "Open a count")}
        </button>
      ) : null}
    </>
  );
  return (
    <>
      <Panel title={say("盘点", "Stocktakes")} reading={keeping.reading} tools={tools}>
        {counts.length === 0 ? (
          <Empty>{say("还没有盘点。", "No count yet.")}</Empty>
        ) : (
          <Scroll label={say("盘点表", "Stocktakes")} onKeyDown={walkRows}>
            <Rows counts={counts} choose={choose} />
          </Scroll>
        )}
      </Panel>
      {chosen === null ? null : <CountSheet key={chosen} id={chosen} />}
      {opening ? (
        <Open keeping={keeping} onDone={choose} onClose={() => setOpening(false)} />
      ) : null}
    </>
  );
}

interface RowsProps {
  readonly counts: readonly Stocktake[];
  readonly choose: (id: string) => void;
}

function Rows({ counts, choose }: RowsProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  return (
    <Table
      columns={[
        say("库", "Depot"),
        say("办理", "Act"),
        say("状态", "State"),
        say("盘点单位", "Counted by"),
        say("开始", "Opened"),
        say("结束", "Ended"),
        say("说明", "Note"),
      ]}
    >
      {counts.map((count) => (
        <tr key={count.id}>
          <td>{name(count.depot)}</td>
          <td>
            <button type="button" data-row onClick={() => choose(count.id)}>
              {count.state === "OPEN" ? say("点数", "Count") : say("查看", "See")}
            </button>
          </td>
          <td>{word("StocktakeState", count.state)}</td>
          <td>{name(count.counter)}</td>
          <td>{stampOf(count.openedAt)}</td>
          <td>{stampOf(count.endedAt)}</td>
          <td>{count.note ?? "—"}</td>
        </tr>
      ))}
    </Table>
  );
}

interface OpenProps {
  readonly keeping: Keeping;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

const listed = (text: string): string[] => text.split(/[\s,,、;]+/).filter((part) => part !== "");

function Open({ keeping, onDone, onClose }: OpenProps) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(OpenStocktakeDocument, (data) => data.openStocktake);
  const depot = keeping.depot?.code ?? "";
  return (
    <ActForm
      title={say(`开始盘点 · ${name(keeping.depot)}`, `Open a count · ${name(keeping.depot)}`)}
      confirm={say("开始", "Open")}
      draft={`open-count.${depot}`}
      deed={deed}
      now={keeping.reading.data?.hub.now ?? ""}
      fields={[
        {
          name: "items",
          label: say("只点这些物资编码(空为全部)", "Only these item codes (empty: all)"),
          optional: true,
        },
        {
          name: "bins",
          label: say("只点这些货位(空为全部)", "Only these bins (empty: all)"),
          optional: true,
        },
        { name: "note", label: say("说明(可不填)", "Note (optional)"), optional: true },
      ]}
      effect={() =>
        say("盲盘:点完之前不显示账面数", "a blind count: the book is not shown before the count")
      }
      inputOf={({ items = "", bins = "", note = "" }) => ({
        depot,
        ...(items === "" ? {} : { items: listed(items) }),
        ...(bins === "" ? {} : { bins: listed(bins) }),
        ...(note === "" ? {} : { note }),
      })}
      onDone={({ id }) => onDone(id)}
      onClose={onClose}
    />
  );
}
