import { useKeys, walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Level, Warning } from "../core/level.tsx";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashIncidentsDocument, type DashIncidentsQuery } from "../published/operations.ts";
import { Report } from "./report.tsx";

type Incident = DashIncidentsQuery["incidents"]["edges"][number]["node"];

export function Incidents() {
  const say = useSay();
  const me = useMe();
  const [open, setOpen] = useParam("new");
  const reading = useReading(DashIncidentsDocument, { first: 50 });
  const mayReport = me.may("incident:report");
  const report = { key: "n", zh: "报告事件", en: "Report an incident" };
  useKeys(mayReport ? [{ ...report, act: () => setOpen("1") }] : []);
  const incidents = reading.data?.incidents.edges.map(({ node }) => node) ?? [];
  return (
    <div className="page">
      <h1>
        {say("事件", "Incidents")}{" "}
        {mayReport ? (
          <button type="button" className="primary" onClick={() => setOpen("1")}>
            {say("报告事件", "Report an incident")} <kbd>N</kbd>
          </button>
        ) : null}
      </h1>
      <Panel title={say("事件一览", "All incidents")} reading={reading}>
        {reading.data !== undefined && incidents.length === 0 ? (
          <Empty>
            {say(
              "还没有事件。值班员登录后按 N 报告。",
              "No incident yet. A duty officer signs in and presses N.",
            )}
          </Empty>
        ) : (
          <Scroll label={say("事件表", "Incidents")} onKeyDown={walkRows}>
            <Rows incidents={incidents} />
          </Scroll>
        )}
      </Panel>
      {open !== null && mayReport ? <Report onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

function Rows({ incidents }: { readonly incidents: readonly Incident[] }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  return (
    <Table
      columns={[
        say("级别", "Level"),
        say("事件", "Incident"),
        say("状态", "State"),
        say("类别", "Category"),
        say("属地", "Region"),
        say("牵头单位", "Lead"),
        say("发生", "Happened"),
      ]}
    >
      {incidents.map((one) => (
        <tr key={one.id}>
          <td>
            <Level level={one.responseLevel} /> <Warning level={one.warningLevel} />
          </td>
          <td>
            <Link href={`/events/${one.id}`} data-row>
              {name(one)}
            </Link>
          </td>
          <td>{word("IncidentState", one.state)}</td>
          <td>{word("IncidentCategory", one.category)}</td>
          <td>{name(one.region)}</td>
          <td>{name(one.lead)}</td>
          <td>{stampOf(one.occurredAt)}</td>
        </tr>
      ))}
    </Table>
  );
}
