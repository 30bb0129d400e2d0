import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";

/** Two cities that lend to each other under one agreement, and who signs in for them. */
export const neighbours = (database: Database): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    for (const statement of statements) await client.query(statement);
  });

const statements = [
  `insert into qipan.region (code, level, name_zh, name_en, pinyin, lon, lat) values
     ('150300', 'PREFECTURE', '乌海市', 'Wuhai', 'wuhaishi', 106.8, 39.7),
     ('640200', 'PREFECTURE', '石嘴山市', 'Shizuishan', 'shizuishanshi', 106.4, 39.0)`,
  `insert into qipan.organization (id, sector, name_zh, region_code) values
     ('ORG-G01', 'GOVERNMENT', '乌海市应急局(示例)', '150300'),
     ('ORG-G06', 'GOVERNMENT', '石嘴山市应急局(示例)', '640200'),
     ('ORG-E01', 'MARKET', '示例物资公司', '150300')`,
  `insert into qipan.agreement (id, version, name_zh, name_en, valid_from, valid_to, terms) values
     ('AG-1', 1, '旧约', 'an older version', '2020-01-01', '2099-12-31', '{}'),
     ('AG-1', 2, '互助协议', 'mutual aid', '2020-01-01', '2099-12-31', '{}'),
     ('AG-2', 1, '已届满', 'expired', '2020-01-01', '2020-12-31', '{}')`,
  `insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows) values
     ('AG-1', 1, 'ORG-G01', true, true), ('AG-1', 1, 'ORG-E01', true, false),
     ('AG-1', 2, 'ORG-G01', true, true), ('AG-1', 2, 'ORG-G06', true, true),
     ('AG-2', 1, 'ORG-G01', true, true), ('AG-2', 1, 'ORG-E01', true, true)`,
  `insert into qipan.principal (id, kind, name) values
     ('usr-g01-dispatcher', 'PERSON', '乌海市值班员(示例)'),
     ('usr-g01-approver', 'PERSON', '乌海市值班领导(示例)'),
     ('usr-g01-admin', 'PERSON', '乌海市管理员(示例)'),
     ('usr-g06-dispatcher', 'PERSON', '石嘴山市值班员(示例)'),
     ('usr-both', 'PERSON', '两市联络员(示例)')`,
  `insert into qipan.membership (principal_id, org_id, role) values
     ('usr-g01-dispatcher', 'ORG-G01', 'VIEWER'), ('usr-g01-dispatcher', 'ORG-G01', 'DISPATCHER'),
     ('usr-g01-approver', 'ORG-G01', 'APPROVER'), ('usr-g01-admin', 'ORG-G01', 'ADMIN'),
     ('usr-g06-dispatcher', 'ORG-G06', 'DISPATCHER'),
     ('usr-both', 'ORG-G01', 'VIEWER'), ('usr-both', 'ORG-G06', 'VIEWER')`,
];
