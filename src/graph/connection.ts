import { ArgsType, Field, Int, ObjectType, type ClassType } from "type-graphql";

@ObjectType({ simpleResolvers: true, description: "分页信息(Relay)。 / Relay page information." })
export class PageInfo {
  @Field(() => Boolean, { description: "后面还有。 / More follow." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "前面还有。 / More came before." })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "本页首个游标。 / First cursor of the page.",
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "本页末个游标。 / Last cursor of the page." })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: "取多少条,1–100,必填。 / How many, 1–100, required." })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: "从该游标之后开始。 / Continue after this cursor.",
  })
  after?: string;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: Readonly<PageInfo>;
}

/** The connection type of a node type; call once per node type and keep the class. */
export function connectionOf<T extends object>(
  name: string,
  node: ClassType<T>,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `${name} 的一条边。 / An edge to ${name}.`,
  })
  class NodeEdge {
    @Field(() => node, { description: "对象本身。 / The thing itself." })
    node!: T;

    @Field(() => String, { description: "不透明的游标。 / Opaque cursor." })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, {
    simpleResolvers: true,
    description: `${name} 的分页列表。 / A page of ${name}.`,
  })
  class NodeConnection {
    @Field(() => [NodeEdge], { description: "本页的边。 / The edges of this page." })
    edges!: NodeEdge[];

    @Field(() => PageInfo, { description: "分页信息。 / Page information." })
    pageInfo!: PageInfo;
  }
  return NodeConnection;
}
