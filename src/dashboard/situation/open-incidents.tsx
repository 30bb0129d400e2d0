import { useName, useSay } from "../core/lang.ts";
import { Level, Warning } from "../core/level.tsx";
import { Empty } from "../core/panel.tsx";
import { Link } from "../core/route.tsx";
import { timeOf, useSpan } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import type { DashSituationQuery } from "../published/operations.ts";

type Incident = DashSituationQuery["incidents"]["edges"][number]["node"];

export function OpenIncidents({ data }: { readonly data: DashSituationQuery }) {
  const say = useSay();
  const incidents = data.incidents.edges.map(({ node }) => node);
  if (incidents.length === 0)
    return (
      <Empty>
        {say("没有未办结的事件。", "No incident is open.")}{" "}
        <Link href="/events?new=1">{say("报告事件", "Report one")}</Link>
      </Empty>
    );
  return (
    <ul className="cards">
      {incidents.map((incident) => (
        <Card key={incident.id} incident={incident} now={data.hub.now} />
      ))}
    </ul>
  );
}

function Card({ incident, now }: { readonly incident: Incident; readonly now: string }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const span = useSpan();
  const { id, needs } = incident;
  const open = needs.edges.length;
  return (
    <li>
      <p>
        <Level level={incident.responseLevel} /> <Warning level={incident.warningLevel} />{" "}
        {word("IncidentState", incident.state)}
      </p>
      <Link href={`/events/${id}`} data-row>
        {name(incident)}
      </Link>
      <p>
        {name(incident.region)} · {timeOf(incident.occurredAt, now)}{" "}
        {say(`(已 ${span(incident.occurredAt, now)})`, `(${span(incident.occurredAt, now)} ago)`)}
      </p>
      <p>
        {say("待满足需求", "needs not met")} <b>{open}</b>
        {needs.pageInfo.hasNextPage ? "+" : ""} {say("项", "")} ·{" "}
        <Link href={`/events/${id}/plans`}>{say("方案比选", "plans")}</Link>
      </p>
    </li>
  );
}
