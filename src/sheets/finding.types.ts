import { Field, Int, ObjectType } from "type-graphql";
import { findingLevel, type FindingLevel } from "../../schema/words/donations.ts";
import { findingCode, type FindingCode } from "../../schema/words/import-findings.ts";
import type { Locale } from "../graph/context.ts";
import { enumOf } from "../graph/words.ts";
import type { Finding } from "./finding.model.ts";
import { sayFinding } from "./finding.rules.ts";

export const FindingCodeEnum = enumOf(
  "ImportFindingCode",
  findingCode,
  "导入问题代码,长期稳定。 / What is wrong with a row; codes are stable.",
);
export const FindingLevelEnum = enumOf(
  "ImportFindingLevel",
  findingLevel,
  "错误不写入,提示照常写入。 / Rows with errors are not written.",
);
@ObjectType({ simpleResolvers: true, description: "导入的一个问题。 / One thing about one cell." })
export class ImportFinding {
  @Field(() => Int, {
    description: "原表行号,从 1 起;0 为整个文件。 / Row of the file; 0: the file.",
  })
  row!: number;

  @Field(() => String, { description: "列标题;空为整行。 / Title of the column; empty: the row." })
  column!: string;

  @Field(() => FindingCodeEnum, { description: "代码。 / Code." })
  code!: FindingCode;

  @Field(() => FindingLevelEnum, { description: "程度。 / Error or note." })
  level!: FindingLevel;

  @Field(() => String, { description: "问题。 / What is wrong, in the language asked for." })
  message!: string;

  @Field(() => String, { description: "怎么改。 / What to do." })
  fix!: string;

  @Field(() => String, { nullable: true, description: "建议值。 / What to write instead." })
  suggestion!: string | null;
}

/** What one answer tells at most; how many there are in all stands beside it. */
const findingsMax = 1_000;

/** Findings in the language asked for, in their order. */
export const findingsOf = (findings: readonly Finding[], locale: Locale): ImportFinding[] =>
  findings
    .slice(0, findingsMax)
    .map((finding) =>
      Object.assign(new ImportFinding(), { ...finding, ...sayFinding(finding, locale) }),
    );
