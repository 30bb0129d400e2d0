import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { dayOf } from "../core/time.ts";
import type { DashMapQuery } from "../published/operations.ts";
import { isShort, shareOf, type GapLine, type Gaps as GapsOf } from "./reading-gaps.ts";

/** One region's goods beside its norms, the least covered first; each line in its own unit. */
export function Gaps({ gaps, map }: { gaps: GapsOf; map: DashMapQuery | undefined }) {
  const say = useSay();
  const [all, setAll] = useParam("all");
  const [search, setSearch] = useParam("item");
  const lines = (gaps.reading.data?.lines ?? [])
    .filter((line) => all !== null || isShort(line))
    .filter(matches(search ?? ""))
    .toSorted((a, b) => (shareOf(a) ?? 2) - (shareOf(b) ?? 2));
  return (
    <Panel
      className="gaps"
      title={say("家底与缺口(对照定额)", "Reserves beside norms")}
      reading={gaps.reading}
      tools={
        <>
          <input
            aria-label={say("按名称或编码筛选", "Filter by name or code")}
            placeholder={say("筛选物资", "Filter items")}
            value={search ?? ""}
            onChange={(event) => setSearch(event.target.value)}
          />
          <label>
            <input
              type="checkbox"
              checked={all !== null}
              onChange={(event) => setAll(event.target.checked ? "1" : null)}
            />
            {say("含无缺口", "all items")}
          </label>
        </>
      }
    >
      <Regions gaps={gaps} map={map} />
      <Scroll label={say("缺口表", "Gaps")}>
        {gaps.reading.data !== undefined && lines.length === 0 ? (
          <Empty>{say("没有符合条件的品类。", "Nothing matches.")}</Empty>
        ) : (
          <Lines lines={lines} now={gaps.reading.data?.hub.now} />
        )}
      </Scroll>
    </Panel>
  );
}

const matches = (search: string) => {
  const text = search.trim().toLowerCase();
  return ({ item }: GapLine): boolean =>
    `${item.nameZh} ${item.nameEn} ${item.sku}`.toLowerCase().includes(text);
};

function Regions({ gaps, map }: { gaps: GapsOf; map: DashMapQuery | undefined }) {
  const say = useSay();
  const name = useName();
  return (
    <div className="chips" role="group" aria-label={say("区域", "Region")}>
      {(map?.clusters ?? []).flatMap(({ members }) =>
        members.map((region) => (
          <button
            type="button"
            key={region.code}
            aria-pressed={region.code === gaps.regionCode}
            onClick={() => gaps.choose(region.code)}
          >
            {name(region)}
            {region.operatingMode === "EMERGENCY" ? say(" 急", " !") : ""}
          </button>
        )),
      )}
    </div>
  );
}

function Lines({ lines, now }: { lines: readonly GapLine[]; now: string | undefined }) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("物资", "Item"),
        { number: say("缺口", "Gap") },
        { number: say("可用", "Usable") },
        { number: say("定额", "Norm") },
        say("单位", "Unit"),
        { number: say("满足", "Met") },
        say("盘点", "Counted"),
      ]}
    >
      {lines.map((line) => (
        <Line key={line.item.sku} line={line} now={now} />
      ))}
    </Table>
  );
}

function Line({ line, now }: { line: GapLine; now: string | undefined }) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const share = shareOf(line);
  return (
    <tr>
      <td title={line.item.sku}>{name(line.item)}</td>
      <td className="number short">
        {line.gap === null ? "—" : line.gap > 0 ? `↓ ${figure(line.gap)}` : figure(line.gap)}
      </td>
      <td className="number">{figure(line.usable)}</td>
      <td className="number">{figure(line.target)}</td>
      <td>{unit(line.item)}</td>
      <td className="number share">
        {share === null ? (
          "—"
        ) : (
          <>
            <i style={{ width: `${String(Math.round(share * 100))}%` }} />
            <span>{Math.floor(share * 100)}%</span>
          </>
        )}
      </td>
      <td>
        <Counted line={line} now={now} />
        {line.uncountedLots > 0 ? (
          <span className="amber">
            {say(` 未盘 ${line.uncountedLots} 批`, ` ${line.uncountedLots} lots uncounted`)}
          </span>
        ) : null}
      </td>
    </tr>
  );
}

const [dayMs, oldDays] = [86_400_000, 90];

/** The oldest count behind a line: stock that nobody looked at for long is no certainty. */
function Counted({ line, now }: { line: GapLine; now: string | undefined }) {
  const say = useSay();
  if (line.countedAt === null || now === undefined) return <>{say("未盘点", "never")}</>;
  const age = new Date(now).getTime() - new Date(line.countedAt).getTime();
  const days = Math.floor(age / dayMs);
  return (
    <span className={days > oldDays ? "age amber" : "age"} title={dayOf(line.countedAt)}>
      {say(`${days} 天前`, `${days} d ago`)}
    </span>
  );
}
