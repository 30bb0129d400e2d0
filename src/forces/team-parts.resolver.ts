import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import type { Written } from "../feed/write.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { answer, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { licencesOfTeam, partsOfTeam, teamById } from "./forces.loader.ts";
import { Team, teamOf } from "./forces.types.ts";
import { mergeTeam, recordLicence, splitTeam } from "./team-parts.service.ts";
import {
  MergeTeamInput,
  MergeTeamPayload,
  RecordLicenceInput,
  RecordLicencePayload,
  SplitTeamInput,
  SplitTeamPayload,
  TeamLicence,
} from "./team-parts.types.ts";

const onTeam = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<Team | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    async ({ id }) => {
      const row = await context.load(teamById).load(id);
      return row && teamOf(row);
    },
  );

@Resolver(() => Team)
export class TeamPartsResolver {
  @Mutation(() => SplitTeamPayload, {
    description: "编组:待命的队伍分为可单独调派的编组。 / Splits a team into parts that go out.",
  })
  splitTeam(
    @Arg("input", () => SplitTeamInput, { description: "如何编组。 / The parts." })
    { idempotencyKey, teamId, parts }: SplitTeamInput,
    @Ctx() context: Context,
  ): Promise<Team | Refused> {
    const given = {
      teamId: idOf("Team", teamId),
      parts: parts.map(({ nameZh, headcount, skills, baseNode }) => ({
        ...{ nameZh, headcount, skills, baseNode },
      })),
    };
    return onTeam(context, idempotencyKey, (asking) =>
      splitTeam(context.hub.database, asking, given),
    );
  }

  @Mutation(() => MergeTeamPayload, {
    description: "合并编组,须均在待命。 / Makes a team whole; every part is on standby.",
  })
  mergeTeam(
    @Arg("input", () => MergeTeamInput, { description: "哪支队伍。 / Which team." })
    { idempotencyKey, teamId }: MergeTeamInput,
    @Ctx() context: Context,
  ): Promise<Team | Refused> {
    const given = { teamId: idOf("Team", teamId) };
    return onTeam(context, idempotencyKey, (asking) =>
      mergeTeam(context.hub.database, asking, given),
    );
  }

  @Mutation(() => RecordLicencePayload, {
    description: "登记或续期操作证照。 / Records or renews a licence of the crew.",
  })
  recordLicence(
    @Arg("input", () => RecordLicenceInput, { description: "证照。 / The licence." })
    { idempotencyKey, teamId, licence, validUntil }: RecordLicenceInput,
    @Ctx() context: Context,
  ): Promise<Team | Refused> {
    const given = { teamId: idOf("Team", teamId), licence, validUntil };
    return onTeam(context, idempotencyKey, (asking) =>
      recordLicence(context.hub.database, asking, given),
    );
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: "所属队伍;整队为空。 / Its team, if a part.",
  })
  async whole(@Root() { parentId }: Team, @Ctx() context: Context): Promise<Team | null> {
    const row = parentId === null ? null : await context.load(teamById).load(parentId);
    return row && teamOf(row);
  }

  @FieldResolver(() => [Team], {
    description: "现有编组,有编组时整队不调派。 / Its parts, if split.",
  })
  async parts(@Root() { key }: Team, @Ctx() context: Context): Promise<Team[]> {
    return (await context.load(partsOfTeam).load(key)).map(teamOf);
  }

  @FieldResolver(() => [TeamLicence], { description: "操作证照。 / Licences of its crew." })
  async licences(@Root() { key }: Team, @Ctx() context: Context): Promise<TeamLicence[]> {
    const rows = await context.load(licencesOfTeam).load(key);
    return rows.map((row) => Object.assign(new TeamLicence(), row));
  }
}
