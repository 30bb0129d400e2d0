import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { GraphQLJSONObject } from "graphql-scalars";
import {
  eventKind,
  subjectKind,
  type EventKind,
  type SubjectKind,
} from "../../schema/words/events.ts";
import { hubKind, type HubKind } from "../../schema/words/access.ts";
import { connectionOf } from "../graph/connection.ts";
import { Instant } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";

export const EventKindEnum = enumOf(
  "EventKind",
  eventKind,
  "发生了什么;新版本可能增加取值。 / What happened; later versions may add values.",
);

export const SubjectKindEnum = enumOf(
  "SubjectKind",
  subjectKind,
  "变化所涉对象的类别。 / What kind of thing a change is about.",
);

@ObjectType({
  simpleResolvers: true,
  description: "动态中的一条事实,只增不改。 / One fact on the feed; never edited.",
})
export class Change {
  @Field(() => String, {
    description: "不透明的游标;从此处续读,不漏不重。 / Opaque cursor to resume from.",
  })
  cursor!: string;

  @Field(() => EventKindEnum, { description: "事实类别。 / What happened." })
  kind!: EventKind;

  @Field(() => SubjectKindEnum, { description: "所涉对象类别。 / What kind of thing it is about." })
  subjectKind!: SubjectKind;

  @Field(() => ID, {
    description: "所涉对象的全局编号,可用 node 查询。 / Global id of the subject, for `node`.",
  })
  subjectId!: string;

  @Field(() => Int, { description: "对象在该事实后的版本。 / The subject's version after it." })
  version!: number;

  @Field(() => Instant, { description: "发生时间。 / When it happened." })
  occurredAt!: Date;

  @Field(() => Instant, { description: "记录时间。 / When the hub recorded it." })
  recordedAt!: Date;

  @Field(() => GraphQLJSONObject, {
    description: "随附的少量数值,内容因类别而异。 / A few values that go with it, by kind.",
  })
  facts!: Readonly<Record<string, string | number | boolean | null>>;
}

export const ChangeConnection = connectionOf("Change", Change);

@InputType({ description: "动态筛选;各条件同时满足。 / Which changes; all conditions hold." })
export class ChangeFilterInput {
  @Field(() => [EventKindEnum], { nullable: true, description: "事实类别。 / Kinds of facts." })
  kinds?: EventKind[] | null;

  @Field(() => [SubjectKindEnum], {
    nullable: true,
    description: "对象类别。 / Kinds of subjects.",
  })
  subjectKinds?: SubjectKind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "对象全局编号。 / Global ids of subjects.",
  })
  subjectIds?: string[] | null;
}

const HubKindName = enumOf(
  "HubKind",
  hubKind,
  "枢纽类别:实战或演练,建立时确定。 / Live or exercise, fixed when the hub is made.",
);

@ObjectType({ simpleResolvers: true, description: "本枢纽。 / This hub." })
export class HubStatus {
  @Field(() => HubKindName, { description: "实战或演练。 / Live or exercise." })
  kind!: HubKind;

  @Field(() => Instant, {
    description: "枢纽的当前时间,以此为准。 / The hub's time, which decides.",
  })
  now!: Date;

  @Field(() => String, {
    description: "枢纽所在时区的当日。 / The hub's day, in Asia/Shanghai, as YYYY-MM-DD.",
  })
  today!: string;

  @Field(() => String, {
    description:
      "动态的当前末端;先取它,再取数据,再从它续读。 / The feed's end now: take it, read, then follow from it.",
  })
  latestCursor!: string;

  @Field(() => Instant, { description: "建立时间。 / When the hub was made." })
  createdAt!: Date;
}
