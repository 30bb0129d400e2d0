import type { Tx } from "../postgres/transaction.ts";
import { readProblems } from "./verify.store.ts";

/** Statements that tell a book to another place than where it stood at the cut that they name. */
export const readWrongStatements = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `with told as (
       select s.id, coalesce(b ->> 'org', s.org) as book, (s.content ->> 'cutSeq')::bigint as cut,
         coalesce(b -> 'head', s.content -> 'head') as head
       from qipan.statement s
       left join lateral jsonb_array_elements(s.content -> 'books') b on true
       where s.content ? 'cutSeq'
     )
     select format('statement %s: tells %s entries of book %s, of which %s were sealed at its cut',
       t.id, coalesce(t.head ->> 'size', '0'), t.book, coalesce(h.size, 0)) as problem
     from told t
     left join lateral (select l.size, l.root from qipan.ledger_head l
       where l.book = t.book and l.seq <= t.cut order by l.size desc limit 1) h on true
     where (t.head ->> 'size')::bigint is distinct from h.size
       or t.head ->> 'root' is distinct from h.root
     union all
     select distinct format('statement %s: the books were not cut at seq %s', t.id, t.cut)
     from told t
     where t.cut > 0 and not exists (select from qipan.seal_cut c where c.seq = t.cut)
     order by 1`,
  );
