import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { importMode, type ImportMode } from "../../schema/words/donations.ts";
import { Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { ImportFinding } from "../sheets/finding.types.ts";

export const ImportModeEnum = enumOf(
  "ImportMode",
  importMode,
  "遇到错误行时怎么办。 / What to do about rows with errors.",
);

@ObjectType({ simpleResolvers: true, description: "预检结果;未写入任何内容。 / A dry run." })
export class DonationPreview {
  @Field(() => String, { description: "摘要,确认时带回。 / To be sent back to confirm." })
  digest!: string;

  @Field(() => Int, { description: "数据行数。 / Rows with data." })
  total!: number;

  @Field(() => Int, { description: "新增。 / New." })
  added!: number;

  @Field(() => Int, { description: "更新。 / Changed." })
  changed!: number;

  @Field(() => Int, { description: "不变。 / The same as registered." })
  same!: number;

  @Field(() => Int, { description: "错误行数。 / Rows with errors." })
  errorRows!: number;

  @Field(() => Int, { description: "问题总数。 / Findings in all." })
  findingCount!: number;

  @Field(() => [ImportFinding], {
    description: "问题,按原表行序,至多 1000 条。 / Findings in the file's order, at most 1000.",
  })
  findings!: ImportFinding[];
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "一次确认的导入。 / A confirmed import.",
})
export class DonationImport extends Node {
  @Field(() => ImportModeEnum, { description: "方式。 / Mode." })
  mode!: ImportMode;

  @Field(() => Int, { description: "新增。 / New." })
  added!: number;

  @Field(() => Int, { description: "更新。 / Changed." })
  changed!: number;

  @Field(() => Int, { description: "不变。 / The same as registered." })
  same!: number;

  @Field(() => Int, { description: "未写入的错误行。 / Rows that were left out." })
  refused!: number;

  @Field(() => Instant, { description: "导入时间。 / When." })
  importedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: "导入进度。 / How far an import is." })
export class DonationImportProgress {
  @Field(() => Int, { description: "已入账行数。 / Rows booked." })
  done!: number;

  @Field(() => Int, { description: "总行数。 / Rows to book." })
  total!: number;
}

export const PreviewDonationsPayload = payloadOf("PreviewDonations", DonationPreview);
export const ConfirmDonationsPayload = payloadOf("ConfirmDonations", DonationImport);

@InputType({ description: "捐赠物资表。 / A table of donated goods." })
export class PreviewDonationsInput {
  @Field(() => ID, { description: "慈善组织。 / The charity." })
  organizationId!: string;

  @Field(() => String, {
    nullable: true,
    description: "文件内容(.csv 或 .xlsx),Base64。 / The file's bytes in Base64.",
  })
  contentBase64?: string;

  @Field(() => String, {
    nullable: true,
    description: "粘贴的表格文本。 / Pasted text of a table.",
  })
  text?: string;
}

@InputType({ description: "确认导入:内容与预检相同。 / Confirms what was previewed." })
export class ConfirmDonationsInput extends PreviewDonationsInput {
  @Field(() => String, {
    description:
      "幂等键,8–200 个可见 ASCII 字符。 / Idempotency key, 8–200 visible ASCII characters.",
  })
  idempotencyKey!: string;

  @Field(() => String, { description: "预检给出的摘要。 / The preview's digest." })
  digest!: string;

  @Field(() => ImportModeEnum, { description: "有错误行时怎么办。 / What to do about errors." })
  mode!: ImportMode;
}

@ArgsType()
export class DonationImportProgressArgs {
  @Field(() => ID, { description: "慈善组织。 / The charity." })
  organizationId!: string;

  @Field(() => String, { description: "预检给出的摘要。 / The preview's digest." })
  digest!: string;
}
