import type { Tx } from "../postgres/transaction.ts";
import type { StatementNames } from "./statement.model.ts";

/** How the things that a statement names by code are called. */
export async function readStatementNames(
  tx: Tx,
  codes: readonly string[],
): Promise<StatementNames> {
  const { rows } = await tx.client.query<{
    readonly code: string;
    readonly zh: string;
    readonly en: string | null;
    readonly unit: string | null;
  }>(
    `select id as code, name_zh as zh, name_en as en, null as unit from qipan.organization
       where id = any ($1::text[])
     union all select id, name_zh, name_en, null from qipan.depot where id = any ($1::text[])
     union all select id::text, name_zh, name_en, null from qipan.incident
       where id::text = any ($1::text[])
     union all select code, name_zh, name_en, null from qipan.region where code = any ($1::text[])
     union all select sku, name_zh, name_en, unit from qipan.item where sku = any ($1::text[])`,
    [codes],
  );
  return new Map(rows.map(({ code, ...names }) => [code, names]));
}
