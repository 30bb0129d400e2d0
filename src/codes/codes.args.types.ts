import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { CodeTableKind, CodeTableSight } from "../../schema/words/codes.ts";
import { PageArgs } from "../graph/connection.ts";
import { payloadOf } from "../graph/refused.ts";
import { ImportFinding } from "../sheets/finding.types.ts";
import {
  CodeEntryChange,
  CodeTable,
  CodeTableKindEnum,
  CodeTableSightEnum,
} from "./codes.types.ts";

@ObjectType({ simpleResolvers: true, description: "预检结果;未写入任何内容。 / A dry run." })
export class CodeTablePreview {
  @Field(() => String, { description: "摘要,确认时带回。 / To be sent back to confirm." })
  digest!: string;

  @Field(() => Int, {
    description:
      "确认后的版次;无变化则为现行版次。 / The version that it makes; the present one: no change.",
  })
  version!: number;

  @Field(() => Int, { description: "数据行数。 / Rows with data." })
  total!: number;

  @Field(() => Int, { description: "新增。 / New." })
  added!: number;

  @Field(() => Int, { description: "更新。 / Changed." })
  changed!: number;

  @Field(() => Int, { description: "移除:现有而表中没有。 / Rows that the file lacks." })
  removed!: number;

  @Field(() => Int, { description: "不变。 / The same as now." })
  same!: number;

  @Field(() => Int, { description: "错误行数。 / Rows with errors." })
  errorRows!: number;

  @Field(() => Int, { description: "问题总数。 / Findings in all." })
  findingCount!: number;

  @Field(() => [ImportFinding], {
    description: "问题,按原表行序,至多 1000 条。 / Findings in the file's order, at most 1000.",
  })
  findings!: ImportFinding[];

  @Field(() => [CodeEntryChange], {
    description: "变化,至多 1000 条。 / What would change, at most 1000 rows.",
  })
  changes!: CodeEntryChange[];
}

export const PreviewCodeTablePayload = payloadOf("PreviewCodeTable", CodeTablePreview);
export const ConfirmCodeTablePayload = payloadOf("ConfirmCodeTable", CodeTable);

@InputType({ description: "码表文件。 / A file with a code table." })
export class PreviewCodeTableInput {
  @Field(() => ID, { description: "码表所属单位。 / Whose table it is." })
  organizationId!: string;

  @Field(() => String, { description: "系统名称,1–60 字。 / Name of the system, 1–60 characters." })
  system!: string;

  @Field(() => CodeTableKindEnum, { description: "编码对应什么。 / What the codes are of." })
  kind!: CodeTableKind;

  @Field(() => String, {
    nullable: true,
    description: "来源版本;空为不改。 / Edition of the source; null: as it stands.",
  })
  edition?: string | null;

  @Field(() => CodeTableSightEnum, {
    nullable: true,
    description: "谁可查看;空为不改,初次为仅本单位。 / Who reads it; null: as it stands.",
  })
  sight?: CodeTableSight | null;

  @Field(() => String, {
    nullable: true,
    description: "文件内容(.csv 或 .xlsx),Base64。 / The file's bytes in Base64.",
  })
  contentBase64?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "粘贴的表格文本。 / Pasted text of a table.",
  })
  text?: string | null;
}

@InputType({ description: "确认导入:内容与预检相同。 / Confirms what was previewed." })
export class ConfirmCodeTableInput extends PreviewCodeTableInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;

  @Field(() => String, { description: "预检给出的摘要。 / The preview's digest." })
  digest!: string;
}

@ArgsType()
export class CodeTablesArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "只取该单位的。 / Of this organization only." })
  organizationId?: string | null;

  @Field(() => CodeTableKindEnum, { nullable: true, description: "只取该类。 / This kind only." })
  kind?: CodeTableKind | null;
}

/** Which table is meant. */
@ArgsType()
export class CodesArgs {
  @Field(() => String, { description: "系统名称。 / Name of the system." })
  system!: string;

  @Field(() => ID, {
    nullable: true,
    description: "码表所属单位;空为本单位。 / Whose table; null: one's own.",
  })
  organizationId?: string | null;
}

@ArgsType()
export class CodeMatchesArgs extends CodesArgs {
  @Field(() => CodeTableKindEnum, {
    defaultValue: "ITEM",
    description: "编码对应什么。 / What the codes are of.",
  })
  kind!: CodeTableKind;

  @Field(() => [String], { description: "要查的编码,至多 100 个。 / Codes, at most 100." })
  codes!: string[];
}

@ArgsType()
export class CodeEntriesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: "版次;空为现行。 / Version; null: present." })
  version?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: "只取这些编码,至多 100 个。 / These codes only, at most 100.",
  })
  codes?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "只取对应这些枢纽代码的,至多 100 个。 / What stands for these only, at most 100.",
  })
  targets?: string[] | null;
}

@ArgsType()
export class CodeChangesArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: "版次;空为现行。 / Version; null: present." })
  version?: number | null;
}
