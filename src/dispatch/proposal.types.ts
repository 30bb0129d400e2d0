import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  authority,
  basis,
  proposalState,
  type ProposalState,
} from "../../schema/words/dispatch.ts";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { payloadOf } from "../graph/refused.ts";
import { Instant, Quantity } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { KeyedInput } from "../incidents/incident.args.types.ts";
import type { Plan } from "../solver/plan.ts";
import type { Need } from "../solver/problem.ts";
import type { Progress } from "../solver/engine.ts";
import type { Preset } from "../solver/problem.ts";
import type { Grounds, ProposalView } from "./proposal.model.ts";
import { progressShown, SolveProgress } from "./solving.types.ts";

export const ProposalStateEnum = enumOf(
  "ProposalState",
  proposalState,
  "方案状态。 / State of a proposal.",
);
export const BasisEnum = enumOf(
  "Basis",
  basis,
  "调用依据,决定归还与结算。 / Legal ground of a line; it decides what is owed.",
);
export const AuthorityEnum = enumOf(
  "Authority",
  authority,
  "调用方式:调令不得拒绝。 / How a lender is asked; a command cannot be refused.",
);

export const presetWords = {
  FASTEST: { zh: "最快到达", en: "fastest arrival" },
  BALANCED: { zh: "兼顾时效与就近", en: "balanced" },
  LOCAL_FIRST: { zh: "本地优先", en: "local first" },
} as const satisfies Record<Preset, { readonly zh: string; readonly en: string }>;
export const PresetEnum = enumOf(
  "ProposalPreset",
  presetWords,
  "求解取向。 / In which order the solver weighs its wishes.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "调拨方案:一次求解的结果。 / What one run of the solver proposes.",
})
export class Proposal extends Node {
  @Field(() => ProposalStateEnum, { description: "状态。 / Its state." })
  state!: ProposalState;

  @Field(() => PresetEnum, { description: "求解取向。 / The preset that was asked for." })
  preset!: Preset;

  @Field(() => String, {
    nullable: true,
    description:
      "OPTIMAL 已证最优,FEASIBLE 可行并给出差距。 / OPTIMAL is proven, FEASIBLE has an honest gap.",
  })
  status!: string | null;

  @Field(() => SolveProgress, {
    nullable: true,
    description:
      "求解进度;空为本机未在求解。 / How far the solve has come; null: it is not solved here.",
  })
  progress!: SolveProgress | null;

  @Field(() => String, { nullable: true, description: "失败原因。 / Why it failed." })
  failure!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "方案指纹(SHA-256)。 / SHA-256 of what the plan says; null while solving.",
  })
  planHash!: string | null;

  @Field(() => Instant, {
    description: "零时:方案以此刻的货源为准。 / The instant it counts from.",
  })
  zeroAt!: Date;

  @Field(() => Instant, { nullable: true, description: "就绪时间。 / When it was ready." })
  readyAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "采纳时间。 / When it was adopted." })
  adoptedAt!: Date | null;

  @Field(() => Int, { description: "版本,每次变更加一。 / Version; grows with each change." })
  version!: number;

  key!: string;
  incidentKey!: string;
  requestedByOrg!: string;
  plan!: Plan | null;
  grounds!: Grounds;
  fillUps!: readonly Need[];
}

export const proposalOf = (row: ProposalView, progress: Progress | undefined): Proposal =>
  Object.assign(new Proposal(), row, {
    key: row.id,
    id: globalId("Proposal", row.id),
    incidentKey: row.incidentId,
    status: row.plan?.status ?? null,
    progress: row.state === "SOLVING" ? progressShown(progress) : null,
  });

export const ProposalConnection = connectionOf("Proposal", Proposal);
export const ProposeDispatchPayload = payloadOf("ProposeDispatch", Proposal);
export const CancelProposalPayload = payloadOf("CancelProposal", Proposal);

@ArgsType()
export class ProposalsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "所属事件。 / Of this incident." })
  incidentId?: string;

  @Field(() => [ProposalStateEnum], { nullable: true, description: "状态。 / In these states." })
  states?: ProposalState[];
}

@InputType({ description: "已与出借方谈定、求解时不得变动的一笔。 / What is agreed already." })
export class PinInput {
  @Field(() => String, {
    description: "货源编号,即方案行的 supply。 / The supply id of a line of an earlier proposal.",
  })
  supply!: string;

  @Field(() => ID, { description: "需求编号。 / Global id of the need." })
  needId!: string;

  @Field(() => Quantity, {
    nullable: true,
    description: "发出数量;队伍装备不填。 / As shipped; none for teams and machines.",
  })
  quantity?: number;
}

@InputType({ description: "求解请求。 / What to solve." })
export class ProposeDispatchInput extends KeyedInput {
  @Field(() => ID, { description: "事件编号。 / Global id of the incident." })
  incidentId!: string;

  @Field(() => PresetEnum, {
    nullable: true,
    description: "求解取向,空为兼顾。 / The preset; BALANCED if absent.",
  })
  preset?: Preset;

  @Field(() => [ID], {
    nullable: true,
    description: "只求解这些需求;空为全部待满足者。 / Only these needs; all wanted ones if absent.",
  })
  needIds?: string[];

  @Field(() => [PinInput], { nullable: true, description: "已谈定的各笔。 / What is agreed." })
  pins?: PinInput[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      "允许征用(须属地政府审批人已定响应级别;应对法第十二条)。 / Allow requisition (Art. 12).",
  })
  allowRequisition?: boolean;
}

@InputType({ description: "取消求解。 / Ending a solve." })
export class CancelProposalInput extends KeyedInput {
  @Field(() => ID, { description: "方案编号。 / Global id of the proposal." })
  proposalId!: string;
}
