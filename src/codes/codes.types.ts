import { Field, ID, Int, ObjectType } from "type-graphql";
import {
  codeChange,
  codeTableKind,
  codeTableSight,
  type CodeChange,
  type CodeTableKind,
  type CodeTableSight,
} from "../../schema/words/codes.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { ChangedRow, CodeRow, CodeTableRow, CodeVersionRow } from "./codes.model.ts";

export const CodeTableKindEnum = enumOf(
  "CodeTableKind",
  codeTableKind,
  "码表的编码对应枢纽的什么。 / What of the hub the codes of a table stand for.",
);
export const CodeTableSightEnum = enumOf(
  "CodeTableSight",
  codeTableSight,
  "码表谁可查看。 / Who reads a code table.",
);
export const CodeChangeEnum = enumOf(
  "CodeChange",
  codeChange,
  "某版对一行作了什么。 / What a version did with a row.",
);

@ObjectType({
  simpleResolvers: true,
  description: "外部编码及其对应。 / A foreign code and what it stands for.",
})
export class CodeEntry {
  @Field(() => String, { description: "外部编码。 / The foreign code." })
  code!: string;

  @Field(() => String, {
    nullable: true,
    description: "外部系统中的名称。 / What the foreign system calls it.",
  })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "枢纽代码(计量单位为其中文名);未对应为空。 / The hub's code, of a unit its Chinese name; null: not mapped.",
  })
  target!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "物资、区划或单位的全局编号,可用 node 查询。 / Global id of the item, region or organization.",
  })
  targetId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "外部系统的计量单位;空为枢纽的基本单位。 / The unit counted in; null: the base unit here.",
  })
  unit!: string | null;

  @Field(() => Quantity, {
    description: "折合:give 个外部单位……。 / `give` of the foreign unit …",
  })
  give!: number;

  @Field(() => Quantity, {
    description: "……折合 counts 个枢纽单位。 / … are `counts` of the hub's.",
  })
  counts!: number;
}

const targetTypes: Readonly<Partial<Record<CodeTableKind, string>>> = {
  ...{ ITEM: "Item", REGION: "Region", ORGANIZATION: "Organization", DEPOT: "Depot" },
};

export const entryOf = (kind: CodeTableKind, row: CodeRow): CodeEntry => {
  const type = row.target === "" ? undefined : targetTypes[kind];
  return Object.assign(new CodeEntry(), row, {
    target: row.target || null,
    targetId: type === undefined ? null : globalId(type, row.target),
    unit: row.unit || null,
  });
};

export const CodeEntryConnection = connectionOf("CodeEntry", CodeEntry);

@ObjectType({ simpleResolvers: true, description: "码表一行的变化。 / A row that changed." })
export class CodeEntryChange {
  @Field(() => CodeChangeEnum, { description: "变化。 / What was done." })
  change!: CodeChange;

  @Field(() => CodeEntry, { nullable: true, description: "原内容。 / As it was; null: new." })
  before!: CodeEntry | null;

  @Field(() => CodeEntry, { nullable: true, description: "现内容。 / As it is; null: removed." })
  after!: CodeEntry | null;
}

export const changeOf = (kind: CodeTableKind, row: ChangedRow): CodeEntryChange =>
  Object.assign(new CodeEntryChange(), {
    change: row.change,
    before: row.before && entryOf(kind, row.before),
    after: row.after && entryOf(kind, row.after),
  });

export const CodeEntryChangeConnection = connectionOf("CodeEntryChange", CodeEntryChange);

@ObjectType({ simpleResolvers: true, description: "码表的一版。 / A version of a code table." })
export class CodeTableVersion {
  @Field(() => Int, { description: "版次,从 1 起。 / Number, from 1." })
  version!: number;

  @Field(() => String, { nullable: true, description: "来源版本。 / Edition of the source." })
  edition!: string | null;

  @Field(() => Int, { description: "行数。 / Rows." })
  rows!: number;

  @Field(() => Int, { description: "新增。 / Added." })
  added!: number;

  @Field(() => Int, { description: "更新。 / Changed." })
  changed!: number;

  @Field(() => Int, { description: "移除。 / Removed." })
  removed!: number;

  @Field(() => Instant, { description: "导入时间。 / When it was imported." })
  importedAt!: Date;
}

export const versionOf = (row: CodeVersionRow): CodeTableVersion =>
  Object.assign(new CodeTableVersion(), row);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "码表:某单位自有系统或标准的编码与枢纽代码的对应。 / What an organization's own system, or a standard, calls things.",
})
export class CodeTable extends Node {
  @Field(() => String, { description: "系统名称,如 ERP。 / The system whose codes they are." })
  system!: string;

  @Field(() => CodeTableKindEnum, { description: "编码对应什么。 / What the codes are of." })
  kind!: CodeTableKind;

  @Field(() => CodeTableSightEnum, { description: "谁可查看。 / Who reads it." })
  sight!: CodeTableSight;

  @Field(() => Int, { description: "现行版次。 / The present version." })
  version!: number;

  @Field(() => String, { nullable: true, description: "来源版本。 / Edition of the source." })
  edition!: string | null;

  @Field(() => Int, { description: "行数。 / Rows." })
  rows!: number;

  @Field(() => Instant, { description: "现行版的导入时间。 / When that was imported." })
  importedAt!: Date;

  key!: string;
  org!: string;
}

export const codeTableOf = (row: CodeTableRow): CodeTable =>
  Object.assign(new CodeTable(), row, { id: globalId("CodeTable", row.id), key: row.id });

export const CodeTableConnection = connectionOf("CodeTable", CodeTable);

@ObjectType({
  simpleResolvers: true,
  description: "一个外部编码的查找结果。 / What one foreign code stands for.",
})
export class CodeMatch {
  @Field(() => String, { description: "所问编码。 / The code as it was asked." })
  code!: string;

  @Field(() => [CodeEntry], {
    description:
      "对应,至多 100 行;空列表为码表中没有。 / What it stands for, at most 100 rows; empty: not in the table.",
  })
  entries!: CodeEntry[];
}
