import { figure, yuan } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Scroll } from "../core/panel.tsx";
import { Link } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { useWord } from "../core/words.ts";
import type { DashBooksQuery } from "../published/operations.ts";
import { useClaimFilter } from "./filters.tsx";
import { DueMark } from "./late-by.tsx";

type Claim = DashBooksQuery["claims"]["edges"][number]["node"];

export function Claims({ data }: { readonly data: DashBooksQuery }) {
  const say = useSay();
  const isShown = useClaimFilter();
  return (
    <Scroll label={say("往来逐笔", "Claims")}>
      <Table
        columns={[
          say("应办一方 → 应收一方", "Owes → is owed"),
          say("种类", "Kind"),
          say("物资", "Item"),
          { number: say("未清", "Open") },
          { number: say("累计", "In all") },
          say("单位", "Unit"),
          say("到期", "Due"),
          say("状态", "State"),
          say("认定依据", "Why"),
          say("事件", "Incident"),
        ]}
      >
        {data.claims.edges
          .filter(({ node }) => isShown(node))
          .map(({ node }) => (
            <Row key={node.id} claim={node} />
          ))}
      </Table>
      {data.claims.pageInfo.hasNextPage ? (
        <Empty>{say("还有更多,未列出。", "There are more, not listed.")}</Empty>
      ) : null}
    </Scroll>
  );
}

function Row({ claim }: { readonly claim: Claim }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const isMoney = claim.unit === "分";
  const said = (value: number): string => (isMoney ? yuan(value) : figure(value));
  return (
    <tr>
      <td>
        <Link href={`/books/${claim.id}`} data-row>
          {name(claim.debtor)} → {name(claim.creditor)}
        </Link>
      </td>
      <td>
        {word("ClaimKind", claim.kind)}
        {claim.mirrors === null ? null : <small> {word("ClaimKind", claim.mirrors)}</small>}
      </td>
      <td>{claim.item === null ? say("金额", "money") : name(claim.item)}</td>
      <td className="number">{said(claim.outstanding)}</td>
      <td className="number">{said(claim.opened)}</td>
      <td>{isMoney ? say("元", "CNY") : claim.unit}</td>
      <td className={claim.overdue ? "short" : ""}>
        {claim.dueOn ?? say("起算日未到", "term not begun")}
        <DueMark {...claim} />
      </td>
      <td>{word("ClaimState", claim.state)}</td>
      <td>{word("LiabilityRule", claim.liability)}</td>
      <td>
        {claim.incident === null ? (
          "—"
        ) : (
          <Link href={`/events/${claim.incident.id}`}>{name(claim.incident)}</Link>
        )}
      </td>
    </tr>
  );
}
