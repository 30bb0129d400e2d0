import { Buffer } from "node:buffer";
import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { may } from "../access/access.rules.ts";
import type { Context, Locale } from "../graph/context.ts";
import { globalId, idOf, registerNode } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import { findingsOf } from "../sheets/finding.types.ts";
import type { Preview } from "./donation.model.ts";
import { importsUnderWay } from "./import-progress.ts";
import { confirmDonations, importById, previewDonations } from "./import.service.ts";
import {
  ConfirmDonationsInput,
  ConfirmDonationsPayload,
  DonationImport,
  DonationImportProgress,
  DonationImportProgressArgs,
  DonationPreview,
  PreviewDonationsInput,
  PreviewDonationsPayload,
} from "./import.types.ts";

const readImportNode = async (context: Context, id: string): Promise<DonationImport | null> => {
  const row = await importById(await context.reading.tx(), id);
  if (row === undefined) return null;
  return Object.assign(new DonationImport(), { ...row, id: globalId("DonationImport", row.id) });
};
registerNode("DonationImport", readImportNode);

const previewOf = (preview: Preview, locale: Locale): DonationPreview =>
  Object.assign(new DonationPreview(), {
    ...preview,
    findingCount: preview.findings.length,
    findings: findingsOf(preview.findings, locale),
  });

const fileOf = ({ organizationId, contentBase64, text = "" }: PreviewDonationsInput) => ({
  org: idOf("Organization", organizationId),
  bytes:
    contentBase64 === undefined ? Buffer.from(text, "utf8") : Buffer.from(contentBase64, "base64"),
});

@Resolver()
export class ImportResolver {
  @Mutation(() => PreviewDonationsPayload, {
    description: "预检捐赠物资表;不写入任何内容。 / Checks a table of donations; writes nothing.",
  })
  previewDonations(
    @Arg("input", () => PreviewDonationsInput, { description: "表。 / The table." })
    input: PreviewDonationsInput,
    @Ctx() context: Context,
  ): Promise<DonationPreview | Refused> {
    const { hub, principal, locale } = context;
    return answer(
      context,
      () => previewDonations(hub.database, principal, fileOf(input)),
      (preview) => Promise.resolve(previewOf(preview, locale)),
    );
  }

  @Mutation(() => ConfirmDonationsPayload, {
    description: "确认导入预检过的内容;同一事务写入。 / Writes what was previewed, in one go.",
  })
  confirmDonations(
    @Arg("input", () => ConfirmDonationsInput, { description: "确认。 / What is confirmed." })
    input: ConfirmDonationsInput,
    @Ctx() context: Context,
  ): Promise<DonationImport | Refused> {
    const { hub, principal } = context;
    const { idempotencyKey: key, digest, mode } = input;
    const file = fileOf(input);
    return answer(
      context,
      () =>
        importsUnderWay.follow(file.org, digest, (onProgress) =>
          confirmDonations(hub.database, { principal, key }, { ...file, digest, mode }, onProgress),
        ),
      ({ id }) => readImportNode(context, id),
    );
  }

  @Query(() => DonationImportProgress, {
    nullable: true,
    description:
      "本节点正在写入的导入进度;没有在写则为空。 / An import that this node writes; null: none.",
  })
  donationImportProgress(
    @Args(() => DonationImportProgressArgs) args: DonationImportProgressArgs,
    @Ctx() { principal }: Context,
  ): DonationImportProgress | null {
    const org = idOf("Organization", args.organizationId);
    if (!may(principal, "donation:import", [org]).ok) return null;
    const progress = importsUnderWay.of(org, args.digest);
    return progress === undefined ? null : Object.assign(new DonationImportProgress(), progress);
  }
}
