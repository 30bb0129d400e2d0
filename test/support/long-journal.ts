import type pg from "pg";
import type { Head } from "../../src/ledger/book.model.ts";
import { headHash } from "../../src/ledger/book.service.ts";
import { GrowingTree, rootOf } from "../../src/ledger/merkle.ts";
import type { Database } from "../../src/postgres/pool.ts";

/**
 * A long and honest journal, written in SQL: lots of ten books are opened once and then held and
 * let go again and again, five lines to a transfer, sealed a thousand at a time with a head for
 * each book. Needs a superuser, who may leave out the checks that PostgreSQL does row by row.
 */
export async function layJournal(database: Database, entries: number): Promise<void> {
  const client = await database.ownerPool.connect();
  try {
    await client.query(`set session_replication_role = replica; set statement_timeout = 0;
      set synchronous_commit = off; set timezone = 'UTC'; set work_mem = '256MB'`);
    const lots = Math.max(1000, entries / 500);
    for (const sql of [accounts, transfers, lines, leaves, seals])
      await client.query(
        sql,
        sql.includes("$2") ? [entries, lots] : [sql === accounts ? lots : entries],
      );
    await layHeads(client, entries);
    await client.query(storedRoots);
    await client.query(pasts);
    await client.query("vacuum analyze");
  } finally {
    client.release(true);
  }
}

const sealedAt = "2026-03-01T00:00:00.000000Z";
const lotOf = (n: string): string => `lpad(to_hex(${n}), 32, '0')::uuid`;
const transferOf = (n: string): string => `('ffff' || lpad(to_hex((${n} - 1) / 5), 28, '0'))::uuid`;

/** Ids 3 l + 1, 2, 3: where a lot comes from, lies and is held. */
const accounts = `
  insert into qipan.account (id, owner, kind, item, lot, place, balance, version)
  overriding system value
  select 3 * l + k, 'G' || l % 10, (array['SUPPLY', 'ON_HAND', 'HELD'])[k], 'TENT',
    ${lotOf("l")}::text, case when k = 1 then '' else 'D' || l % 100 end, 0, 0
  from generate_series(0, $1::int - 1) l, generate_series(1, 3) k order by 1`;

const transfers = `
  insert into qipan.transfer (id, op, occurred_at, recorded_at, actor, actor_org, evidence, effects,
    xid)
  select ${transferOf("n")}, 'OPENING', '2026-01-01'::timestamptz + n * interval '1 ms',
    '2026-01-01'::timestamptz + n * interval '1001 us', 'hub', 'G0', '{"slip": "soak"}', '{}', '0'
  from generate_series(1, $1::int, 5) n`;

/** Round 0 opens each lot, odd rounds hold and even ones let go. */
const lines = `
  with laid as (
    insert into qipan.entry (id, transfer_id, line, item, origin, target, quantity, origin_version,
      target_version, xid)
    overriding system value
    select n, ${transferOf("n")}, (n - 1) % 5, 'TENT',
      3 * l + case when r = 0 then 1 when r % 2 = 1 then 2 else 3 end,
      3 * l + case when r = 0 then 2 when r % 2 = 1 then 3 else 2 end,
      case when r = 0 then 100 else 7 end,
      case when r = 0 then 1 when r % 2 = 1 then r + 1 else r end,
      case when r = 0 then 1 when r % 2 = 1 then r else r + 1 end, '0'
    from generate_series(1, $1::int) n
    cross join lateral (select (n - 1) % $2::int as l, (n - 1) / $2::int as r) at
    returning origin, target, quantity
  ), sums as (
    select id, sum(change) as balance, count(*) as version from (
      select origin as id, -quantity as change from laid
      union all select target, quantity from laid) touched group by id
  )
  update qipan.account a set balance = s.balance, version = s.version
  from sums s where s.id = a.id`;

const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const side = (a: string): string =>
  `'{"claimKind":"","counterparty":"","custodian":"","kind":"' || ${a}.kind || '","lot":"' ||
   ${a}.lot || '","owner":"' || ${a}.owner || '","place":"' || ${a}.place || '","ref":""}'`;
const sha256 = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

/** The canonical bytes of each leaf, spelled out once more in SQL. */
const leaves = `
  insert into qipan.book_leaf (book, position, entry_id, hash)
  select o.owner, row_number() over (partition by o.owner order by e.id) - 1, e.id,
    encode(sha256('\\x00'::bytea || convert_to(
      '{"actor":"hub","actorOrg":"G0","effects":"' || h.effects || '","evidence":"' || h.evidence ||
      '","item":"TENT","line":"' || e.line || '","means":"","occurredAt":"' ||
      ${instant("t.occurred_at")} || '","op":"OPENING","origin":' || ${side("o")} ||
      ',"originVersion":"' || e.origin_version || '","quantity":"' || e.quantity ||
      '","recordedAt":"' || ${instant("t.recorded_at")} || '","reverses":null,"target":' ||
      ${side("d")} || ',"targetVersion":"' || e.target_version || '","transferId":"' ||
      t.id || '"}',
      'UTF8')), 'hex')
  from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
  join qipan.account o on o.id = e.origin join qipan.account d on d.id = e.target
  cross join (select ${sha256("'{}'")} as effects, ${sha256(`'{"slip":"soak"}'`)} as evidence) h
  where e.id <= $1::int order by e.id`;

const seals = `
  with state as (update qipan.seal_state set seq = $1::int, horizon = '1')
  insert into qipan.sealed (seq, kind, row_id, sealed_at)
  select n, 'ENTRY', n, '${sealedAt}' from generate_series(1, $1::int) n`;

/** As the sealer keeps them beside the leaves. */
const storedRoots = `select qipan.book_grow(book, 0, count(*)) from qipan.book_leaf group by book`;

/** As the sealer notes them behind its batches, after which there is a head of each book. */
const pasts = `insert into qipan.account_past (account, seq, balance, touches, version)
  select p.* from generate_series(0, (select max(id) from qipan.account), 1000) a
  cross join lateral qipan.past_of_journal(a, a + 1000) p`;

const batch = 1000;
const atOnce = 50_000;

async function layHeads(client: pg.PoolClient, entries: number): Promise<void> {
  const books = new Map<string, { tree: GrowingTree; last: string }>();
  for (let after = 0; after < entries; after += atOnce) {
    const { rows } = await client.query<{ book: string; hash: string }>(
      `select l.book, l.hash from qipan.entry e join qipan.book_leaf l on l.entry_id = e.id
       where e.id > $1 and e.id <= $2 order by e.id`,
      [after, after + atOnce],
    );
    const heads: Head[] = [];
    rows.forEach(({ book: name, hash }, at) => {
      const book = books.get(name) ?? { tree: new GrowingTree(), last: "" };
      books.set(name, book);
      book.tree.append(hash);
      if ((at + 1) % batch === 0 || at + 1 === rows.length)
        for (const [one, { tree, last }] of books)
          heads.push(headOf(one, tree, last, after + at + 1));
      for (const head of heads.slice(-books.size)) books.get(head.book)!.last = head.hash;
    });
    await client.query(insertHeads, [JSON.stringify(heads)]);
  }
}

function headOf(book: string, tree: GrowingTree, previous: string, seq: number): Head {
  const root = rootOf(tree);
  const body = { book, size: tree.size, root, sealedAt, previous };
  return { ...body, frontier: [...tree.peaks], hash: headHash(body), seq };
}

const insertHeads = `
  insert into qipan.ledger_head (book, size, root, frontier, previous, hash, sealed_at, seq)
  select book, size, root, frontier, previous, hash, "sealedAt", seq
  from jsonb_to_recordset($1) as h (book text, size bigint, root text, frontier jsonb,
    previous text, hash text, "sealedAt" timestamptz, seq bigint)`;
