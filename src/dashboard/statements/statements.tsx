import { useState } from "react";
import { useKeys, walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { DashStatementsDocument, type DashStatementsQuery } from "../published/operations.ts";
import { IssueStatement } from "./issue-statement.tsx";

type Row = DashStatementsQuery["statements"]["edges"][number]["node"];

/** Statements that one may read, newest first; the address holds which. */
export function Statements() {
  const say = useSay();
  const me = useMe();
  const [organizationId] = useParam("of");
  const [counterpartyId] = useParam("with");
  const [regionCode] = useParam("region");
  const [issuing, setIssuing] = useState(false);
  const variables = { first: 100, organizationId, counterpartyId, regionCode };
  const reading = useReading(DashStatementsDocument, variables, { keep: true });
  const rows = reading.data?.statements.edges.map(({ node }) => node) ?? [];
  const mayIssue = me.may("statement:issue") || me.may("statement:region");
  const issue = { key: "n", zh: "出具对账单", en: "Issue a statement" };
  useKeys(mayIssue ? [{ ...issue, act: () => setIssuing(true) }] : []);
  return (
    <div className="page">
      <h1>
        {say("对账单", "Statements")}{" "}
        {mayIssue ? (
          <button type="button" className="primary" onClick={() => setIssuing(true)}>
            {say("出具对账单", "Issue a statement")} <kbd>N</kbd>
          </button>
        ) : null}
      </h1>
      <Panel title={say("已出具", "Issued")} reading={reading} tools={<Filters />}>
        {reading.data !== undefined && rows.length === 0 ? (
          <Empty>{say("没有可查看的对账单。", "No statement that you may read.")}</Empty>
        ) : (
          <Scroll label={say("对账单表", "Statements")} onKeyDown={walkRows}>
            <Rows rows={rows} />
          </Scroll>
        )}
      </Panel>
      {issuing ? <IssueStatement onClose={() => setIssuing(false)} /> : null}
    </div>
  );
}

function Filters() {
  const say = useSay();
  const [organization, setOrganization] = useParam("of");
  const [counterparty, setCounterparty] = useParam("with");
  const [region, setRegion] = useParam("region");
  return (
    <>
      {organization === null ? null : (
        <button type="button" onClick={() => setOrganization(null)}>
          {say("只看一个出具单位 ×", "one issuer only ×")}
        </button>
      )}
      {region === null ? null : (
        <button type="button" onClick={() => setRegion(null)}>
          {say("只看一个区域 ×", "one region only ×")}
        </button>
      )}
      {counterparty === null ? null : (
        <button type="button" onClick={() => setCounterparty(null)}>
          {say("只看一个对方单位 ×", "one other side only ×")}
        </button>
      )}
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const say = useSay();
  const name = useName();
  return (
    <Table
      columns={[
        say("出具日期", "Issued on"),
        say("出具单位", "Issued by"),
        say("对方单位", "Other side"),
        say("截至", "Cut at"),
        say("对方签认", "Countersigned"),
      ]}
    >
      {rows.map(({ id, onDay, organization, counterparty, region, cutAt, countersignedAt }) => (
        <tr key={id}>
          <td>
            <Link href={`/statements/${id}`} data-row>
              {onDay}
            </Link>
          </td>
          <td>
            <Link href={`/statements?of=${organization.id}`}>{name(organization)}</Link>
          </td>
          <td>
            {region !== null ? (
              <Link href={`/statements?region=${region.code}`}>
                {say("区域汇总", "region")} {name(region)}
              </Link>
            ) : counterparty === null ? (
              say("全部往来单位", "everyone")
            ) : (
              <Link href={`/statements?with=${counterparty.id}`}>{name(counterparty)}</Link>
            )}
          </td>
          <td>{stampOf(cutAt)}</td>
          <td className={counterparty !== null && countersignedAt === null ? "amber" : ""}>
            {counterparty === null
              ? say("无须", "none needed")
              : countersignedAt === null
                ? say("待签认", "to be signed")
                : stampOf(countersignedAt)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
