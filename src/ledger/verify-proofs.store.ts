import type { Tx } from "../postgres/transaction.ts";
import type { StoredRoot } from "./proof.model.ts";
import { readProblems } from "./verify.store.ts";

/** Subtrees whose root is not stored, or is not what their leaves give. */
export const readWrongRoots = async (tx: Tx, roots: readonly StoredRoot[]): Promise<string[]> =>
  roots.length === 0
    ? []
    : readProblems(
        tx,
        `select format('book %s: its stored root of level %s at %s is not its leaves''', r.book,
           r.level, r.position) as problem
         from jsonb_to_recordset($1) as r (book text, level integer, position bigint, hash text)
         left join qipan.book_node n using (book, level, position)
         where n.hash is distinct from r.hash order by 1`,
        [JSON.stringify(roots)],
      );

/** Roots that their halves do not give: with those above, all that is stored is checked. */
export const readWrongHalves = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select format('book %s: its stored root of level %s at %s is not its halves''', n.book,
       n.level, n.position) as problem
     from qipan.book_node n
     left join qipan.book_node l on (l.book, l.level, l.position)
       = (n.book, n.level - 1, 2 * n.position)
     left join qipan.book_node r on (r.book, r.level, r.position)
       = (n.book, n.level - 1, 2 * n.position + 1)
     where n.level > 6 and coalesce(n.hash <> qipan.node_hash(l.hash, r.hash), true)
     order by n.book, n.level, n.position`,
  );
