import { GraphQLError } from "graphql";
import { createUnionType, Field, InterfaceType, ObjectType, type ClassType } from "type-graphql";
import { refusalCode, type RefusalCode } from "../../schema/words/refusals.ts";
import type { Outcome, Refusal as Reason } from "../kernel/refusal.ts";
import type { Context, Locale } from "./context.ts";
import { Quantity } from "./scalars.ts";
import { enumOf } from "./words.ts";

const RefusalCodeEnum = enumOf(
  "RefusalCode",
  refusalCode,
  "不予办理的原因代码,长期稳定。 / Why a request is not done; codes are stable.",
);

@InterfaceType({
  description: "不予办理的一条原因。 / One reason why a request is not done.",
  resolveType: (value: object) => ("wanted" in value ? "Shortage" : "PlainRefusal"),
})
export abstract class Refusal {
  @Field(() => RefusalCodeEnum, { description: "原因代码。 / The stable code." })
  code!: RefusalCode;

  @Field(() => String, {
    description: "用请求语言书写的说明。 / What is wrong, in the language asked for.",
  })
  message!: string;

  @Field(() => String, {
    description:
      "有关的输入字段,如 lines.2.quantity;空表示整个请求。 / The input field, dotted; empty for the whole request.",
  })
  path!: string;

  @Field(() => String, { description: "下一步怎么办。 / What to do next." })
  next!: string;
}

@ObjectType({
  implements: Refusal,
  simpleResolvers: true,
  description: "一般原因。 / A reason without figures.",
})
export class PlainRefusal extends Refusal {}

@ObjectType({
  implements: Refusal,
  simpleResolvers: true,
  description: "数量不足,所有不足的行一次列全。 / A shortage; every short line is listed at once.",
})
export class Shortage extends Refusal {
  @Field(() => Quantity, { description: "需要的数量。 / How much was wanted, in base units." })
  wanted!: number;

  @Field(() => Quantity, { description: "可用的数量。 / How much is free, in base units." })
  available!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: "未予办理,且未作任何更改。 / Not done; nothing was changed.",
})
export class Refused {
  @Field(() => [Refusal], { description: "全部原因。 / Every reason." })
  refusals!: Refusal[];
}

/** The payload of a mutation: the thing, or every reason why not. */
export const payloadOf = <T extends object>(name: string, thing: ClassType<T>) =>
  createUnionType({
    name: `${name}Payload`,
    description: `${name} 的结果:所办之物或不予办理的原因。 / What ${name} answers: the thing or refusals.`,
    types: () => [thing, Refused] as const,
    resolveType: (value) => ("refusals" in value ? Refused : thing),
  });

/**
 * Runs a write and reads its result again under the rights of today. The operation's read
 * transaction ends first: a write must not wait for its own operation's connection.
 */
export async function answer<V, T extends object>(
  context: Context,
  act: () => Promise<Outcome<V>>,
  read: (value: V) => Promise<T | null | undefined>,
): Promise<T | Refused> {
  await context.endReading();
  const outcome = await act();
  if (!outcome.ok) return refused(outcome.refused, context.locale);
  const thing = await read(outcome.value);
  const gone: Reason = { code: "NOT_FOUND", path: "", facts: {} };
  return thing ?? refused([gone], context.locale);
}

/** For queries, whose answers have no room for a refusal: a GraphQL error with the same data. */
export function granted<V>(context: Context, outcome: Outcome<V>): V {
  if (outcome.ok) return outcome.value;
  const { refusals } = refused(outcome.refused, context.locale);
  const [first] = refusals;
  throw new GraphQLError(first?.message ?? "refused", {
    extensions: { code: first?.code ?? "INVALID_INPUT", refusals },
  });
}

export function refused(reasons: readonly Reason[], locale: Locale): Refused {
  return Object.assign(new Refused(), { refusals: reasons.map((reason) => said(reason, locale)) });
}

function said({ code, path, facts }: Reason, locale: Locale): Refusal {
  const word = refusalCode[code];
  const filled = (_whole: string, name: string): string => {
    const fact = facts[name] ?? "";
    return typeof fact === "object" ? fact[locale] : String(fact);
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, filled);
  const plain = { code, path, message: fill(word[locale]), next: fill(word.next[locale]) };
  const { wanted, available } = facts;
  if (typeof wanted === "number" && typeof available === "number")
    return Object.assign(new Shortage(), { ...plain, wanted, available });
  return Object.assign(new PlainRefusal(), plain);
}
