import { useKeys, walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { DashBriefingsDocument, type DashBriefingsQuery } from "../published/operations.ts";
import { IssueBriefing } from "./issue-briefing.tsx";

type Row = DashBriefingsQuery["briefings"]["edges"][number]["node"];

/** Frozen briefings that one may read, newest first; a secretary freezes another. */
export function Briefings() {
  const say = useSay();
  const me = useMe();
  const [open, setOpen] = useParam("new");
  const reading = useReading(DashBriefingsDocument, { first: 100 }, { keep: true });
  const rows = reading.data?.briefings.edges.map(({ node }) => node) ?? [];
  const mayIssue = me.may("briefing:issue");
  const issue = { key: "n", zh: "出具简报", en: "Freeze a briefing" };
  useKeys(mayIssue ? [{ ...issue, act: () => setOpen("1") }] : []);
  return (
    <div className="page">
      <h1>
        {say("联席会议简报", "Joint conference briefings")}{" "}
        {mayIssue ? (
          <button type="button" className="primary" onClick={() => setOpen("1")}>
            {say("出具简报", "Freeze a briefing")} <kbd>N</kbd>
          </button>
        ) : null}
      </h1>
      <Panel title={say("已出具", "Issued")} reading={reading}>
        {reading.data !== undefined && rows.length === 0 ? (
          <Empty>
            {say(
              "没有可查看的简报。联席会议秘书登录后按 N 出具。",
              "No briefing that you may read. A conference secretary signs in and presses N.",
            )}
          </Empty>
        ) : (
          <Scroll label={say("简报表", "Briefings")} onKeyDown={walkRows}>
            <Rows rows={rows} />
            {reading.data?.briefings.pageInfo.hasNextPage === true ? (
              <Empty>{say("还有更早的,未列出。", "There are older ones, not listed.")}</Empty>
            ) : null}
          </Scroll>
        )}
      </Panel>
      {open !== null && mayIssue && reading.data !== undefined ? (
        <IssueBriefing data={reading.data} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const say = useSay();
  const name = useName();
  return (
    <table>
      <thead>
        <tr>
          <th>{say("编号", "Number")}</th>
          <th>{say("标题", "Title")}</th>
          <th>{say("范围", "On")}</th>
          <th>{say("出具单位", "Issued by")}</th>
          <th>{say("冻结时间", "Frozen at")}</th>
          <th>{say("性质", "Kind")}</th>
          <th>SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Link href={`/briefing/${row.number}`} data-row>
                {row.number}
              </Link>
            </td>
            <td>{row.titleZh}</td>
            <td>{row.subjectZh}</td>
            <td>{name(row.issuer)}</td>
            <td>{stampOf(row.recordedAt)}</td>
            <td>{row.exercise ? say("演练", "exercise") : say("实战", "real")}</td>
            <td>
              <code>{row.digest.slice(0, 16)}…</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
