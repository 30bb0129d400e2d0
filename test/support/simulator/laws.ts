import { readFeed } from "../../../src/feed/feed.service.ts";
import { verifyBook } from "../../../src/ledger/verify.ts";
import { hubReader, withTx } from "../../../src/postgres/transaction.ts";
import { rowsOf } from "../dispatch-state.ts";
import { sealAll } from "../ledger-figures.ts";
import type { Board } from "./board.ts";
import type { Hub } from "./deed.ts";
import type { Journal } from "./journal.ts";

/** Each answers the rows that break it; none may. */
const broken = {
  "below zero": `select kind, lot, balance from qipan.account where balance < 0
    and kind not in ('SUPPLY', 'SURPLUS', 'PAYABLE')`,
  "a lot that does not add up": `select lot, sum(balance) from qipan.account
    where lot <> '' group by lot having sum(balance) <> 0`,
  "a claim whose two sides differ": `select ref, sum(balance) from qipan.account
    where claim_kind <> '' group by ref having sum(balance) <> 0`,
  "a claim that its accounts do not know": `select c.id from qipan.claim c
    left join qipan.account a on a.ref = c.id::text and a.kind = 'RECEIVABLE'
    where coalesce(a.balance, 0) <> c.outstanding`,
  "promised beyond good stock": `select l.id from qipan.order_line l
    join qipan.dispatch_order o on o.id = l.order_id
    left join qipan.account a on a.kind = 'HELD' and a.balance <> 0
      and a.ref in ('soft:' || l.id, 'firm:' || l.id)
    group by l.id, l.held having coalesce(sum(a.balance), 0) <> l.held`,
  "an empty shelf without its task": `select s.id from qipan.stock_lot s
    left join (select lot_id, sum(quantity) as opened from qipan.refill_task group by 1) t
      on t.lot_id = s.id
    left join (select lot, sum(balance) as gone from qipan.account where kind in ('CONSUMED',
      'DISTRIBUTED', 'SCRAPPED', 'DESTROYED', 'SHORTAGE', 'ROTATED_OUT', 'TRANSFERRED') group by 1)
      g on g.lot = s.id::text
    left join (select a.lot, sum(e.quantity) as found from qipan.entry e
      join qipan.transfer x on x.id = e.transfer_id and x.op = 'REVERSAL'
      join qipan.account a on a.id = e.origin and qipan.is_sink(a.kind) group by 1) f
      on f.lot = s.id::text
    where coalesce(t.opened, 0) <> case when s.under_norm
      then coalesce(g.gone, 0) + coalesce(f.found, 0) else 0 end`,
  "one unit owed twice": `select l.id from qipan.order_line l
    join qipan.claim c on c.order_line_id = l.id and c.item = l.item
      and c.kind in ('RETURN', 'REFILL', 'REPAIR')
    group by l.id, l.departed having sum(c.outstanding) > l.departed`,
  "a seq with a gap": `select count(*), max(seq) from qipan.sealed
    having count(*) <> coalesce(max(seq), 0) or count(distinct seq) <> count(*)`,
} as const;

/** What must hold of every hub at every time, and is looked at when the life is over. */
export async function lawsKept(hub: Hub, board: Board, journal: Journal): Promise<void> {
  const { database } = hub;
  await sealAll(database);
  const wrong: string[] = [];
  for (const [law, sql] of Object.entries(broken)) {
    const rows = await rowsOf(database, sql);
    if (rows.length > 0) wrong.push(`${law}: ${hub.read(JSON.stringify(rows.slice(0, 3)))}`);
  }
  wrong.push(...(await feedWrong(hub, board, journal)));
  const { problems } = await verifyBook(database);
  wrong.push(...problems.map((problem) => hub.read(problem)));
  if (wrong.length > 0) journal.fail({ lots: [], lines: [] }, wrong);
}

/** The feed tells each commit once: no event is missed by a reader, and none comes twice. */
async function feedWrong({ database }: Hub, board: Board, journal: Journal): Promise<string[]> {
  const read = new Map<string, number>();
  const seen = new Set<number>();
  let after: string | undefined;
  for (let more = true; more;) {
    const page = await withTx(database, hubReader, (tx) => readFeed(tx, { first: 100, after }));
    if (!page.ok) return [`the feed was refused: ${JSON.stringify(page.refused)}`];
    for (const { node } of page.value.edges) {
      seen.add(node.seq);
      read.set(node.kind, (read.get(node.kind) ?? 0) + 1);
    }
    more = page.value.pageInfo.hasNextPage;
    after = page.value.resume;
  }
  const [row] = await rowsOf<{ n: number }>(database, "select count(*) as n from qipan.event");
  const total = [...read.values()].reduce((sum, times) => sum + times, 0);
  const told = new Map(journal.told);
  told.set("ORDER_CANCELLED", board.orders.where(({ cancelled }) => cancelled).length);
  const takes = board.swaps.where(() => true).reduce((sum, swap) => sum + swap.takes, 0);
  told.set("ROTATION_TAKEN", takes);
  const [keys] = await rowsOf<{ n: number }>(
    database,
    "select count(*) as n from qipan.idempotency where org <> 'hub' and key like 'deed-%'",
  );
  return [
    ...(total === row?.n && seen.size === total ? [] : [`${total} of ${row?.n ?? 0} events read`]),
    ...(keys?.n === journal.keyed.length
      ? []
      : [`${keys?.n ?? 0} keys for ${journal.keyed.length} deeds`]),
    ...[...told]
      .filter(([kind, times]) => (read.get(kind) ?? 0) !== times)
      .map(([kind, times]) => `${kind}: told ${read.get(kind) ?? 0} times for ${times} deeds`),
  ];
}
