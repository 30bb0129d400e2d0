import { Buffer } from "node:buffer";
import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import { refuseFor } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { findingsOf } from "../sheets/finding.types.ts";
import { listCodeTables, matchesOf, readCodeTable } from "./code-reading.service.ts";
import { plainCode } from "./code-row.rules.ts";
import {
  CodeMatchesArgs,
  CodeTablePreview,
  CodeTablesArgs,
  ConfirmCodeTableInput,
  ConfirmCodeTablePayload,
  PreviewCodeTableInput,
  PreviewCodeTablePayload,
} from "./codes.args.types.ts";
import { ownerOf } from "./codes.edges.ts";
import { codeTableById } from "./codes.loader.ts";
import { confirmCodeTable, previewCodeTable, type CodeFile } from "./codes.service.ts";
import {
  changeOf,
  CodeMatch,
  type CodeTable,
  CodeTableConnection,
  codeTableOf,
  entryOf,
} from "./codes.types.ts";

const readTable = async (context: Context, id: string): Promise<CodeTable | null> => {
  const row = await context.load(codeTableById).load(id);
  return row && codeTableOf(row);
};
registerNode("CodeTable", readTable);

/** As many changes as a preview shows; what a version changed is read page by page. */
const changesMax = 1_000;

const fileOf = (input: PreviewCodeTableInput): CodeFile => {
  const { organizationId, system, kind, edition, sight, contentBase64, text } = input;
  const bytes =
    contentBase64 == null ? Buffer.from(text ?? "", "utf8") : Buffer.from(contentBase64, "base64");
  const org = idOf("Organization", organizationId);
  return { org, system, kind, edition: edition ?? null, sight: sight ?? null, bytes };
};

@Resolver()
export class CodesResolver {
  @Mutation(() => PreviewCodeTablePayload, {
    description: "预检码表;不写入任何内容。 / Checks a code table; writes nothing.",
  })
  previewCodeTable(
    @Arg("input", () => PreviewCodeTableInput, { description: "表。 / The table." })
    input: PreviewCodeTableInput,
    @Ctx() context: Context,
  ): Promise<CodeTablePreview | Refused> {
    const { hub, principal, locale } = context;
    return answer(
      context,
      () => previewCodeTable(hub.database, principal, fileOf(input)),
      (preview) =>
        Promise.resolve(
          Object.assign(new CodeTablePreview(), {
            ...preview,
            findingCount: preview.findings.length,
            findings: findingsOf(preview.findings, locale),
            changes: preview.changes
              .slice(0, changesMax)
              .map((change) => changeOf(input.kind, change)),
          }),
        ),
    );
  }

  @Mutation(() => ConfirmCodeTablePayload, {
    description:
      "确认导入预检过的码表:整表替换为文件内容,无变化则不另立一版。 / The table becomes what the file says.",
  })
  confirmCodeTable(
    @Arg("input", () => ConfirmCodeTableInput, { description: "确认。 / What is confirmed." })
    input: ConfirmCodeTableInput,
    @Ctx() context: Context,
  ): Promise<CodeTable | Refused> {
    const { hub, principal } = context;
    const { idempotencyKey: key, digest } = input;
    return answer(
      context,
      () => confirmCodeTable(hub.database, { principal, key }, { ...fileOf(input), digest }),
      ({ id }) => readTable(context, id),
    );
  }

  @Query(() => CodeTableConnection, {
    description: "可查看的码表,按单位、系统、类别排序。 / Code tables that the reader may see.",
  })
  async codeTables(
    @Args(() => CodeTablesArgs) { organizationId, kind, ...page }: CodeTablesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<CodeTable>> {
    const org = organizationId == null ? undefined : idOf("Organization", organizationId);
    const request = { ...page, org, kind: kind ?? undefined };
    const listed = await listCodeTables(await context.reading.tx(), request);
    return pageWith(granted(context, listed), codeTableOf);
  }

  @Query(() => [CodeMatch], {
    description:
      "按外部编码查找,次序同所问;没有该码表则报错。 / What foreign codes stand for, in the order asked.",
  })
  async codeMatches(
    @Args(() => CodeMatchesArgs) args: CodeMatchesArgs,
    @Ctx() context: Context,
  ): Promise<CodeMatch[]> {
    const { kind, codes } = args;
    const tx = await context.reading.tx();
    const key = { org: ownerOf(context, args), system: plainCode(args.system), kind };
    const table = await readCodeTable(tx, key);
    if (table === undefined) return granted(context, refuseFor("NOT_FOUND", "system"));
    const found = granted(context, await matchesOf(tx, table.id, codes));
    return codes.map((code) =>
      Object.assign(new CodeMatch(), {
        code,
        entries: (found.get(plainCode(code)) ?? []).map((row) => entryOf(kind, row)),
      }),
    );
  }
}
