import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { subjectTypes } from "../../src/live/subjects.ts";
import { emitSdl, hubSchema } from "../../src/server/schema.ts";

interface Described {
  readonly at: string;
  readonly text: string | null | undefined;
}

/** Scalars of a library describe themselves in English; what they mean here stands on the field. */
const isOwn = (type: GraphQLNamedType): boolean =>
  !isIntrospectionType(type) &&
  !(isScalarType(type) && (isSpecifiedScalarType(type) || type.specifiedByURL)) &&
  !["DateTimeISO", "JSONObject", "LocalDate"].includes(type.name);

function* described(type: GraphQLNamedType): Generator<Described> {
  yield { at: type.name, text: type.description };
  if (isEnumType(type))
    for (const { name, description } of type.getValues())
      yield { at: `${type.name}.${name}`, text: description };
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    const at = `${type.name}.${field.name}`;
    yield { at, text: field.description };
    if ("args" in field)
      for (const { name, description } of field.args)
        yield { at: `${at}(${name})`, text: description };
  }
}

const inBothLanguages = (text: string | null | undefined): boolean =>
  /[\u4e00-\u9fff]/.test(text ?? "") &&
  /[A-Za-z]{2}/.test(text ?? "") &&
  (text ?? "").includes(" / ");

describe("the schema", () => {
  let schema: GraphQLSchema;
  let types: readonly GraphQLNamedType[];
  beforeAll(async () => {
    schema = await hubSchema();
    types = Object.values(schema.getTypeMap()).filter(isOwn);
  });

  it("is what schema/qipan.graphql says; `qipan sdl` writes it anew", async () => {
    const written = readFileSync(join(packageRoot, "schema", "qipan.graphql"), "utf8");
    expect(await emitSdl()).toBe(written);
    expect(() => buildSchema(written)).not.toThrow();
  });

  it("describes every type, field, argument and value in Chinese and English", () => {
    const silent = types.flatMap((type) => [...described(type)]);
    expect(silent.length).toBeGreaterThan(50);
    expect(silent.filter(({ text }) => !inBothLanguages(text)).map(({ at }) => at)).toEqual([]);
  });

  it("keeps Relay's connections: edges, nodes, cursors, page information", () => {
    const connections = types
      .filter(isObjectType)
      .filter(({ name }) => name.endsWith("Connection"));
    expect(connections.length).toBeGreaterThan(0);
    for (const connection of connections) {
      const { edges, pageInfo } = connection.getFields();
      const name = connection.name.replace(/Connection$/, "");
      expect(String(edges?.type)).toBe(`[${name}Edge!]!`);
      expect(String(pageInfo?.type)).toBe("PageInfo!");
      const edge = schema.getType(`${name}Edge`);
      if (!isObjectType(edge)) throw new Error(`no ${name}Edge`);
      expect(String(edge.getFields().cursor?.type)).toBe("String!");
      expect(String(edge.getFields().node?.type)).toBe(`${name}!`);
    }
    const info = schema.getType("PageInfo");
    if (!isObjectType(info)) throw new Error("no PageInfo");
    expect(
      Object.values(info.getFields()).map(({ name, type }) => `${name}: ${String(type)}`),
    ).toEqual([
      "hasNextPage: Boolean!",
      "hasPreviousPage: Boolean!",
      "startCursor: String",
      "endCursor: String",
    ]);
  });

  it("asks every connection for `first`, and takes `after`", () => {
    const pages = types
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
      .filter(({ type }) => /Connection!?$/.test(String(type)));
    for (const { name, args } of pages) {
      const given = Object.fromEntries(args.map((arg) => [arg.name, String(arg.type)]));
      expect({ name, ...given }).toMatchObject({ name, first: "Int!", after: "String" });
    }
  });

  it("gives node and nodes, and every Node an id", () => {
    const { node, nodes } = schema.getQueryType()?.getFields() ?? {};
    expect([String(node?.type), String(nodes?.type)]).toEqual(["Node", "[Node]!"]);
    const interfaceType = schema.getType("Node");
    if (!isInterfaceType(interfaceType)) throw new Error("no Node");
    for (const type of schema.getPossibleTypes(interfaceType))
      expect(String(type.getFields().id?.type)).toBe("ID!");
  });

  it("has a Node type for each kind of subject that the feed tells of", () => {
    const node = schema.getType("Node");
    if (!isInterfaceType(node)) throw new Error("no Node");
    const known = schema.getPossibleTypes(node).map(({ name }) => name);
    const absent = Object.values(subjectTypes).filter((name) => !known.includes(name));
    expect(absent).toEqual([]);
  });

  it("answers every mutation with the thing or with refusals", () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(0);
    for (const { name, type, args } of mutations) {
      const payload = schema.getType(String(type).replace("!", ""));
      const members = payload && "getTypes" in payload ? payload.getTypes().map(String) : [];
      expect({ name, refuses: members.includes("Refused") }).toEqual({ name, refuses: true });
      expect(args.map((arg) => arg.name)).toEqual(["input"]);
    }
  });
});
