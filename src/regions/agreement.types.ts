import { Field, Int, ObjectType } from "type-graphql";
import {
  agreementState as stateWords,
  storageTitle,
  type AgreementState,
  type StorageTitle,
} from "../../schema/words/regions.ts";
import { connectionOf } from "../graph/connection.ts";
import { globalId, Node } from "../graph/node.ts";
import { Day, Fen, Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import { agreementState } from "./agreement.rules.ts";
import type { AgreementRow, StorageAgreementRow } from "./agreement.service.ts";
import { Terms, termsOf } from "./terms.types.ts";

export const AgreementStateEnum = enumOf(
  "AgreementState",
  stateWords,
  "协议一个版本的状态,由其日期推得。 / Where a version stands, derived from its dates.",
);
export const StorageTitleEnum = enumOf(
  "StorageTitle",
  storageTitle,
  "代储物资的物权。 / Who owns goods kept under a storage agreement.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "互助协议的一个版本;旧版本不再改动。 / One version of an agreement; never edited.",
})
export class Agreement extends Node {
  @Field(() => String, { description: "协议编码,各版本相同。 / Code, the same for all versions." })
  code!: string;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  @Field(() => String, { description: "中文名称。 / Name in Chinese." })
  nameZh!: string;

  @Field(() => String, { description: "英文名称。 / Name in English." })
  nameEn!: string;

  @Field(() => Day, { description: "生效日。 / First day of validity." })
  validFrom!: string;

  @Field(() => Day, { description: "届满日(含)。 / Last day of validity." })
  validTo!: string;

  @Field(() => Instant, { nullable: true, description: "中止时间。 / When it was suspended." })
  suspendedAt!: Date | null;

  @Field(() => Boolean, {
    description: "今日是否有效:最新版本、在期限内、未中止。 / In force on the hub's day.",
  })
  inForceToday!: boolean;

  @Field(() => AgreementStateEnum, { description: "今日的状态。 / Its state on the hub's day." })
  state!: AgreementState;

  @Field(() => Instant, {
    nullable: true,
    description: "各方全部签署的时间;空为待签署。 / When the last party signed; null: not signed.",
  })
  signedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: "撤回时间。 / When it was withdrawn." })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: "撤回原因。 / Why it was withdrawn." })
  withdrawReason!: string | null;

  @Field(() => Int, {
    description:
      "签署、中止、退出各加一;条款从不改动。 / Grows with what happens; terms never change.",
  })
  revision!: number;

  @Field(() => Terms, { description: "条款。 / The terms." })
  terms!: Terms;

  proposedByOrg!: string | null;
  key!: string;
}

export const agreementOf = (row: AgreementRow): Agreement =>
  Object.assign(new Agreement(), row, {
    id: globalId("Agreement", `${row.id}@${row.version}`),
    key: `${row.id}@${row.version}`,
    code: row.id,
    state: agreementState(row, row.today),
    terms: termsOf(row.terms),
  });

export const AgreementConnection = connectionOf("Agreement", Agreement);

@ObjectType({
  simpleResolvers: true,
  description: "协议的一方。 / A party to an agreement.",
})
export class AgreementParty {
  @Field(() => Boolean, { description: "可出借。 / It may lend." })
  lends!: boolean;

  @Field(() => Boolean, { description: "可借用。 / It may borrow." })
  borrows!: boolean;

  @Field(() => Day, {
    nullable: true,
    description: "退出前的最后一日;空为未退出。 / Its last day as a party; null: it stays.",
  })
  leftOn!: string | null;

  @Field(() => String, { nullable: true, description: "退出原因。 / Why it leaves." })
  leaveReason!: string | null;

  orgId!: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "代储协议:谁保管谁的物资。 / Storage agreement: who keeps whose goods.",
})
export class StorageAgreement extends Node {
  @Field(() => StorageTitleEnum, { description: "物权。 / Who owns the goods." })
  title!: StorageTitle;

  @Field(() => Fen, { description: "每次出库费用(分)。 / Handling fee per call-out, in 分." })
  handlingFeeFen!: number;

  @Field(() => Day, { description: "生效日。 / First day of validity." })
  validFrom!: string;

  @Field(() => Day, { description: "届满日(含)。 / Last day of validity." })
  validTo!: string;

  depotId!: string;
  ownerOrg!: string;
  custodianOrg!: string;
  contractingOrg!: string;
}

export const storageAgreementOf = (row: StorageAgreementRow): StorageAgreement =>
  Object.assign(new StorageAgreement(), row, { id: globalId("StorageAgreement", row.id) });
