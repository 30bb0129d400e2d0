import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { Day, Instant } from "../graph/scalars.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import type { DuePolicyShown } from "./due-policy.rules.ts";
import { Resolution } from "./resolution.types.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "到期规则:何时提醒、逾期多久可督办;协议的先于枢纽的。 / " +
    "When a debtor is told, and what follows; an agreement's first.",
})
export class DuePolicy {
  @Field(() => String, {
    nullable: true,
    description: "所属协议代码;空为全枢纽。 / Code of the agreement; null: wherever none says.",
  })
  agreementId!: string | null;

  @Field(() => Day, { description: "生效日(含)。 / The first day on which it counts." })
  validFrom!: string;

  @Field(() => [Int], { description: "到期前几天提醒,各一次。 / Days before, each told once." })
  warnDays!: readonly number[];

  @Field(() => Int, { description: "逾期几天后可督办。 / Days past it: may be supervised." })
  superviseAfterDays!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "逾期几天后自动督办;空为不自动。 / Days past it: supervised by itself; null: never.",
  })
  autoAfterDays!: number | null;

  @Field(() => Int, { description: "自动督办的办理天数。 / Days that such an item gives." })
  autoTermDays!: number;

  @Field(() => String, { description: "依据。 / Its source, in Chinese." })
  sourceZh!: string;

  @Field(() => String, { description: "依据(英文)。 / Its source, in English." })
  sourceEn!: string;

  @Field(() => Instant, {
    nullable: true,
    description: "设定时间;随枢纽初始的为空。 / When it was set; null: it came with the hub.",
  })
  setAt!: Date | null;

  @Field(() => Boolean, {
    description: "今天是否由它决定该范围。 / Whether it decides today, within its scope.",
  })
  decides!: boolean;

  autoOrg!: string | null;
  resolutionId!: string | null;
}

export const duePolicyOf = (row: DuePolicyShown): DuePolicy => Object.assign(new DuePolicy(), row);

@InputType({ description: "依决议设定到期规则。 / Sets when debtors are told, by a resolution." })
export class SetDuePolicyInput extends KeyedInput {
  @Field(() => ID, { description: "已通过的决议,只用一次。 / An adopted resolution; once." })
  resolutionId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "只对该协议(代码),其当事方须全部同意该决议;空为全枢纽。 / " +
      "Code of an agreement, all of whose parties agreed; null: the hub.",
  })
  agreement?: string;

  @Field(() => Day, { description: "生效日,不早于今天。 / The first day, today at the earliest." })
  validFrom!: string;

  @Field(() => [Int], { description: "到期前几天提醒,至多 5 个。 / Days before, 5 at most." })
  warnDays!: number[];

  @Field(() => Int, { description: "逾期几天后可督办,1–365。 / Days past it, 1–365." })
  superviseAfterDays!: number;

  @Field(() => Int, {
    nullable: true,
    description: "逾期几天后自动督办;空为不自动。 / Days past it, by itself; null: never.",
  })
  autoAfterDays?: number;

  @Field(() => Int, {
    defaultValue: 15,
    description: "自动督办的办理天数,1–365。 / Days that such an item gives.",
  })
  autoTermDays!: number;
}

export const SetDuePolicyPayload = payloadOf("SetDuePolicy", Resolution);
