import { Arg, Args, Ctx, Int, Query, Resolver } from "type-graphql";
import { PageArgs, type Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { registerNode } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { agreementByKey, storageAgreementById } from "./agreement.loader.ts";
import { listAgreements } from "./agreement.service.ts";
import {
  Agreement,
  AgreementConnection,
  agreementOf,
  storageAgreementOf,
} from "./agreement.types.ts";
import { pageWith } from "./page.types.ts";

const readAgreement = async (context: Context, key: string): Promise<Agreement | null> => {
  const row = await context.load(agreementByKey).load(key);
  return row && agreementOf(row);
};

registerNode("Agreement", readAgreement);
registerNode("StorageAgreement", async (context, id) => {
  const row = await context.load(storageAgreementById).load(id);
  return row && storageAgreementOf(row);
});

@Resolver()
export class AgreementResolver {
  @Query(() => Agreement, {
    nullable: true,
    description: "协议的一个版本。 / One version of an agreement.",
  })
  agreement(
    @Arg("code", () => String, { description: "协议编码。 / Code of the agreement." }) code: string,
    @Arg("version", () => Int, { description: "版本。 / Its version." }) version: number,
    @Ctx() context: Context,
  ): Promise<Agreement | null> {
    return readAgreement(context, `${code}@${version}`);
  }

  @Query(() => AgreementConnection, {
    description: "互助协议,同一协议新版本在前。 / Agreements by code, newest version first.",
  })
  async agreements(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("inForceOnly", () => Boolean, {
      defaultValue: false,
      description: "只取今日有效的。 / Only what is in force today.",
    })
    inForceOnly: boolean,
    @Ctx() context: Context,
  ): Promise<Connection<Agreement>> {
    const listed = await listAgreements(await context.reading.tx(), args, inForceOnly);
    return pageWith(granted(context, listed), agreementOf);
  }
}
