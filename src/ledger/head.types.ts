import { Field, ObjectType } from "type-graphql";
import { Instant, Quantity } from "../graph/scalars.ts";

@ObjectType({
  simpleResolvers: true,
  description: "账簿的封存头(RFC 6962)。 / The sealed head of one organization's book.",
})
export class LedgerHead {
  @Field(() => Quantity, { description: "已封存分录数。 / Entries sealed." })
  size!: number;

  @Field(() => String, { description: "默克尔根,十六进制。 / Merkle root, hexadecimal." })
  root!: string;

  @Field(() => String, { description: "前一封存头的哈希。 / Hash of the head before." })
  previous!: string;

  @Field(() => String, { description: "本封存头的哈希。 / Hash of this head." })
  hash!: string;

  @Field(() => Instant, { description: "封存时间。 / When it was sealed." })
  sealedAt!: Date;

  @Field(() => String, {
    description:
      "封存头的规范文本(RFC 8785),其 SHA-256 即 hash。 / Canonical JSON of the head; its SHA-256 is `hash`.",
  })
  body!: string;

  book!: string;
}
