import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../graph/connection.ts";
import { Quantity } from "../graph/scalars.ts";
import type { Head } from "./book.model.ts";
import { headBytes } from "./book.service.ts";
import { LedgerHead } from "./head.types.ts";
import type { Consistency, Inclusion } from "./proof.model.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "一条分录在账簿中的证明(RFC 6962 §2.1.1)。 / That an entry is a leaf of a book, and where.",
})
export class LedgerInclusion {
  @Field(() => ID, { description: "所属分录凭证。 / The entry's transfer." })
  transferId!: string;

  @Field(() => Int, { description: "凭证内行次,自 0 起。 / Its line in it, from 0." })
  line!: number;

  @Field(() => String, {
    description:
      "分录的规范文本(RFC 8785),前加 0x00 字节取 SHA-256。 / Canonical JSON; hashed after a byte 0x00.",
  })
  leaf!: string;

  @Field(() => String, { description: "叶哈希,十六进制。 / Hash of the leaf, hexadecimal." })
  leafHash!: string;

  @Field(() => Quantity, { description: "在账簿中的位次,自 0 起。 / Place in the book, from 0." })
  index!: number;

  @Field(() => Quantity, { description: "以多少条分录的树为准。 / Size of the tree proved in." })
  size!: number;

  @Field(() => String, { description: "该树的根。 / Root of that tree." })
  root!: string;

  @Field(() => [String], {
    description: "自叶至根沿途的旁支哈希,由下而上。 / Siblings on the way up, lowest first.",
  })
  path!: string[];

  book!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "账簿只增不改的证明(RFC 6962 §2.1.2)。 / That a book's beginning is still what it was.",
})
export class LedgerConsistency {
  @Field(() => Quantity, { description: "先前的分录数。 / The earlier size." })
  fromSize!: number;

  @Field(() => String, { description: "先前的根。 / The earlier root." })
  fromRoot!: string;

  @Field(() => Quantity, { description: "后来的分录数。 / The later size." })
  size!: number;

  @Field(() => String, { description: "后来的根。 / The later root." })
  root!: string;

  @Field(() => [String], {
    description: "证明用哈希,按 RFC 6962 次序。 / Hashes of the proof, in RFC 6962's order.",
  })
  path!: string[];

  book!: string;
}

export const LedgerHeadConnection = connectionOf("LedgerHead", LedgerHead);

@ArgsType()
export class HeadHistoryArgs extends PageArgs {
  @Field(() => ID, { description: "账簿所属单位。 / Whose book." })
  organizationId!: string;
}

const ofBook = { description: "账簿所属单位。 / Whose book." };
const upTo = {
  nullable: true,
  description: "以前多少条分录为准;空为最新。 / Up to which size; null: the latest head.",
};

@ArgsType()
export class HeadArgs {
  @Field(() => ID, ofBook)
  organizationId!: string;

  @Field(() => Quantity, upTo)
  size?: number;
}

@ArgsType()
export class InclusionArgs extends HeadArgs {
  @Field(() => ID, { description: "分录凭证。 / Id of the transfer." })
  transferId!: string;

  @Field(() => Int, {
    defaultValue: 0,
    description: "凭证内行次,自 0 起。 / Line of the transfer, from 0.",
  })
  line!: number;
}

@ArgsType()
export class ConsistencyArgs extends HeadArgs {
  @Field(() => Quantity, { description: "先前的分录数。 / The earlier size." })
  fromSize!: number;
}

export const headOf = ({ sealedAt, ...head }: Head): LedgerHead =>
  Object.assign(new LedgerHead(), {
    ...head,
    ...{ sealedAt: new Date(sealedAt), body: headBytes({ sealedAt, ...head }) },
  });

export const inclusionOf = (proof: Inclusion): LedgerInclusion =>
  Object.assign(new LedgerInclusion(), { ...proof, path: [...proof.path] });

export const consistencyOf = (proof: Consistency): LedgerConsistency =>
  Object.assign(new LedgerConsistency(), { ...proof, path: [...proof.path] });
