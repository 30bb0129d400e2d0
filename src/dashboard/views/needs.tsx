import { figure } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Scroll } from "../core/panel.tsx";
import { Table } from "../core/table.tsx";
import { timeOf, useSpan } from "../core/time.ts";
import { useUnitOfNeed, useWanted } from "../core/wanted.ts";
import { useWord } from "../core/words.ts";
import type { IncidentShown } from "./incident.tsx";

type Need = IncidentShown["needs"]["edges"][number]["node"];

/** Promised and received are two figures: goods on the road have not arrived. */
export function Needs({ incident, now }: { incident: IncidentShown; now: string }) {
  const say = useSay();
  const needs = incident.needs.edges.map(({ node }) => node);
  if (needs.length === 0)
    return (
      <Empty>
        {say(
          "还没有需求。值班员按 N 申报,可从表格粘贴。",
          "No needs yet. A duty officer presses N; rows can be pasted from a spreadsheet.",
        )}
      </Empty>
    );
  return (
    <Scroll label={say("需求表", "Needs")}>
      <Table
        columns={[
          { number: say("优先", "Priority") },
          say("物资或能力", "Item or skill"),
          { number: say("需要", "Wanted") },
          { number: say("已承诺", "Promised") },
          { number: say("已签收", "Received") },
          say("单位", "Unit"),
          say("时限", "Deadline"),
          say("状态", "State"),
          say("送达点", "To"),
        ]}
      >
        {needs.map((need) => (
          <Row key={need.id} need={need} now={now} />
        ))}
      </Table>
      {incident.needs.pageInfo.hasNextPage ? (
        <Empty>{say("仅列前 100 项。", "Only the first 100 are listed.")}</Empty>
      ) : null}
    </Scroll>
  );
}

function Row({ need, now }: { readonly need: Need; readonly now: string }) {
  const say = useSay();
  const name = useName();
  const wanted = useWanted();
  const unit = useUnitOfNeed();
  const word = useWord();
  const span = useSpan();
  const { deadlineAt, state } = need;
  const open = state === "OPEN" || state === "PARTLY_MET";
  const late = open && deadlineAt !== null && deadlineAt < now;
  return (
    <tr>
      <td className="number">{need.priority}</td>
      <td>
        {wanted(need)}
        {open ? <Broken sets={need.sets} /> : null}
      </td>
      <td className="number">{figure(need.quantity)}</td>
      <td className="number">{figure(need.promised)}</td>
      <td className="number">{figure(need.received)}</td>
      <td>{unit(need)}</td>
      <td className={late ? "short" : ""}>
        {timeOf(deadlineAt, now)}
        {deadlineAt === null || !open
          ? ""
          : late
            ? say(` 已过 ${span(deadlineAt, now)}`, `, ${span(deadlineAt, now)} ago`)
            : say(` 余 ${span(now, deadlineAt)}`, `, ${span(now, deadlineAt)} left`)}
      </td>
      <td>{word("NeedState", state)}</td>
      <td>{name(need.place)}</td>
    </tr>
  );
}

/** A set that lost a unit counts nothing until somebody fills it up: so many lack the same. */
function Broken({ sets }: { readonly sets: Need["sets"] }) {
  const say = useSay();
  const name = useName();
  const lacks = new Map<string, number>();
  for (const { whole, lacking } of sets) {
    const said = lacking.map(name).join(say("、", ", "));
    if (!whole && said !== "") lacks.set(said, (lacks.get(said) ?? 0) + 1);
  }
  return [...lacks].map(([said, count]) => (
    <small key={said} className="short">
      {" "}
      {say(`${figure(count)} 套缺`, `${figure(count)} ${count === 1 ? "set lacks" : "sets lack"} `)}
      {said}
    </small>
  ));
}
