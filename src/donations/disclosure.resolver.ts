import { Arg, Args, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { globalId, idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { pageWith } from "../regions/page.types.ts";
import { changeCampaign, openCampaign, openDisclosure } from "./campaign.service.ts";
import { publishDisclosure } from "./disclosure.service.ts";
import * as inputs from "./disclosure.args.types.ts";
import * as types from "./disclosure.types.ts";
import { Campaign, Disclosure, DisclosureConnection } from "./disclosure.types.ts";
import { recordDistribution } from "./distribution.service.ts";
import type { DisclosureRow } from "./donation.model.ts";
import { campaignById, disclosureById } from "./donations.loader.ts";
import { listDisclosures, listDue } from "./public.service.ts";

const disclosureOf = (row: DisclosureRow): Disclosure =>
  Object.assign(new Disclosure(), {
    id: globalId("Disclosure", row.id),
    ...{ number: row.number, subjectKind: row.subjectKind, state: row.state, key: row.id },
    ...{ titleZh: row.titleZh, titleEn: row.titleEn, version: row.version, org: row.org },
    ...{ publishedAt: row.publishedAt, regionCode: row.regionCode, campaignKey: row.campaignId },
    ...{ dueDay: row.dueOn, dueRule: row.dueRule, watchers: row.watchers },
  });

export async function readDisclosureNode(context: Context, id: string): Promise<Disclosure | null> {
  const row = await context.load(disclosureById).load(id);
  return row && disclosureOf(row);
}

export async function readCampaignNode(context: Context, key: string): Promise<Campaign | null> {
  const row = await context.load(campaignById).load(key);
  return row && Object.assign(new Campaign(), { ...row, id: globalId("Campaign", row.id) });
}

registerNode("Disclosure", readDisclosureNode);
registerNode("Campaign", readCampaignNode);

const orgOf = (id: string): string => idOf("Organization", id);
const incidentOf = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : idOf("Incident", id);

/** Runs a write and reads again what it was about. */
const act = <Thing extends object>(
  context: Context,
  key: string,
  work: (asking: Asking) => Promise<Outcome<Written>>,
  read: (context: Context, id: string) => Promise<Thing | null>,
): Promise<Thing | Refused> =>
  answer(
    context,
    () => work({ principal: context.principal, key }),
    ({ id }) => read(context, id),
  );

@Resolver()
export class DisclosureResolver {
  @Query(() => DisclosureConnection, {
    description: "可见的公示,含本单位未公示的。 / Disclosures that you may see, own drafts too.",
  })
  async disclosures(
    @Args(() => inputs.DisclosuresArgs) { organizationId, ...args }: inputs.DisclosuresArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Disclosure>> {
    const org = organizationId === undefined ? undefined : orgOf(organizationId);
    const filter = { org, published: false };
    const page = await listDisclosures(await context.reading.tx(), args, filter);
    return pageWith(granted(context, page), disclosureOf);
  }

  @Query(() => DisclosureConnection, {
    description: "即将到期和已逾期的公示,先到期的在前。 / Due soon and overdue, first due first.",
  })
  async disclosuresDue(
    @Args(() => inputs.DisclosuresDueArgs) { withinDays, ...args }: inputs.DisclosuresDueArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Disclosure>> {
    const page = await listDue(await context.reading.tx(), args, withinDays);
    return pageWith(granted(context, page), disclosureOf);
  }

  @Mutation(() => types.OpenCampaignPayload, {
    description: "登记慈善项目(公示员办理)。 / Registers a campaign; by the publisher.",
  })
  openCampaign(
    @Arg("input", () => inputs.OpenCampaignInput, { description: "项目。 / The campaign." })
    { organizationId, incidentId, idempotencyKey: key, ...input }: inputs.OpenCampaignInput,
    @Ctx() context: Context,
  ): Promise<Campaign | Refused> {
    const { database } = context.hub;
    const asked = { ...input, org: orgOf(organizationId), incidentId: incidentOf(incidentId) };
    return act(context, key, (asking) => openCampaign(database, asking, asked), readCampaignNode);
  }

  @Mutation(() => types.ChangeCampaignPayload, {
    description: "登记项目的结束或备案编号。 / The end of a campaign, or its filing number.",
  })
  changeCampaign(
    @Arg("input", () => inputs.ChangeCampaignInput, { description: "变更。 / What changes." })
    { campaignId, idempotencyKey: key, endsOn, filingNumber }: inputs.ChangeCampaignInput,
    @Ctx() context: Context,
  ): Promise<Campaign | Refused> {
    const { database } = context.hub;
    const asked = { campaignId: idOf("Campaign", campaignId), endsOn, filingNumber };
    return act(context, key, (asking) => changeCampaign(database, asking, asked), readCampaignNode);
  }

  @Mutation(() => types.OpenDisclosurePayload, {
    description: "就一起事件建立公示。 / Opens a disclosure about an incident.",
  })
  openDisclosure(
    @Arg("input", () => inputs.OpenDisclosureInput, { description: "公示。 / About what." })
    {
      organizationId,
      incidentId,
      idempotencyKey: key,
      titleZh,
      titleEn,
    }: inputs.OpenDisclosureInput,
    @Ctx() context: Context,
  ): Promise<Disclosure | Refused> {
    const { database } = context.hub;
    const about = { org: orgOf(organizationId), incidentId: idOf("Incident", incidentId) };
    const asked = { ...about, titleZh, titleEn };
    return act(
      context,
      key,
      (asking) => openDisclosure(database, asking, asked),
      readDisclosureNode,
    );
  }

  @Mutation(() => types.PublishDisclosurePayload, {
    description: "公示:发布新版本;更正须附公开说明。 / Publishes the next version.",
  })
  publishDisclosure(
    @Arg("input", () => inputs.PublishDisclosureInput, { description: "公示。 / Which one." })
    { disclosureId, note, idempotencyKey: key }: inputs.PublishDisclosureInput,
    @Ctx() context: Context,
  ): Promise<Disclosure | Refused> {
    const { database } = context.hub;
    const asked = { disclosureId: idOf("Disclosure", disclosureId), note };
    return act(
      context,
      key,
      (asking) => publishDisclosure(database, asking, asked),
      readDisclosureNode,
    );
  }

  @Mutation(() => types.RecordDistributionPayload, {
    description:
      "登记由库发放:地点、单位类别、数量、日期。 / Goods given out from the shelf; no names.",
  })
  recordDistribution(
    @Arg("input", () => inputs.RecordDistributionInput, {
      description: "发放。 / What went where.",
    })
    { number, distributed, idempotencyKey: key }: inputs.RecordDistributionInput,
    @Ctx() context: Context,
  ): Promise<Disclosure | Refused> {
    const { database } = context.hub;
    const given = distributed.map(({ place, unit, quantity, day }) => ({
      place,
      unit,
      quantity,
      day,
    }));
    const asked = { number, distributed: given };
    return act(
      context,
      key,
      (asking) => recordDistribution(database, asking, asked),
      readDisclosureNode,
    );
  }
}

/** Everything published, for the page and the query that need no key. */
export const publishedOf = disclosureOf;
