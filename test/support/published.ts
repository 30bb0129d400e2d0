import { codegen } from "@graphql-codegen/core";
import * as documentNode from "@graphql-codegen/typed-document-node";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, isEnumType, parse, type GraphQLSchema } from "graphql";

/** Published operations that the dashboard sends, besides its own `dash-*`. */
const borrowed = [
  "viewer",
  "follow-changes",
  "incidents-report",
  "incidents-start-response",
  "incidents-set-zone",
  "incidents-declare-needs",
  "proposals-propose",
  "proposals-cancel",
  "orders-adopt",
  "orders-issue",
  "approvals-decide",
  "orders-acknowledge",
  "orders-object",
  "orders-load",
  "orders-depart",
  "orders-renew-code",
  "orders-turn-back",
  "orders-confirm-difference",
  "orders-deny-difference",
  "orders-receive",
  "orders-hand-over",
  "replenishment-receive-return",
  "replenishment-inspect-return",
  "replenishment-receive-refill",
  "replenishment-accept-refill",
  "replenishment-send-refill",
  "replenishment-take-back-refill",
  "replenishment-record-repair",
  "replenishment-record-use",
  "replenishment-keep-goods",
  "replenishment-start-return",
  "replenishment-record-service",
  "netting-propose",
  "netting-answer",
  "netting-withdraw",
  "reserves-block-lot",
  "reserves-recall-lot",
  "reserves-release-lot",
  "reserves-write-off-lot",
  "reserves-record-found",
  "reserves-open-stocktake",
  "reserves-record-counts",
  "reserves-close-stocktake",
  "reserves-cancel-stocktake",
  "reserves-offer-rotation",
  "reserves-take-offer",
  "reserves-withdraw-offer",
  "claims-confirm",
  "claims-dispute",
  "claims-settle-in-cash",
  "claims-waive",
  "claims-state-figure",
  "claims-attribute-recourse",
  "conference-set-due-policy",
  "conference-arbitrate",
  "statements-issue",
  "statements-countersign",
  "conference-issue-briefing",
  "conference-propose-resolution",
  "conference-adopt-resolution",
  "conference-reject-resolution",
  "conference-close-resolution",
  "conference-open-supervision",
  "conference-report-progress",
  "conference-return-supervision",
  "conference-close-supervision",
];

const folder = "schema/operations";

const schemaOf = (): GraphQLSchema => buildSchema(readFileSync("schema/qipan.graphql", "utf8"));

/** The dashboard's operations with the types of what they answer. */
export function publishedSource(): Promise<string> {
  const own = readdirSync(folder).filter((name) => /^dash-.*\.graphql$/.test(name));
  return typedSource([...own, ...borrowed.map((name) => `${name}.graphql`)].sort());
}

/** Published operations with their types, from the SDL alone. */
export async function typedSource(names: readonly string[]): Promise<string> {
  const schema = schemaOf();
  const config = {
    documentMode: "string",
    useTypeImports: true,
    skipTypename: true,
    avoidOptionals: { field: true, inputValue: false, object: true },
    enumsAsTypes: true,
    strictScalars: true,
    defaultScalarType: "unknown",
    dedupeFragments: true,
    scalars: {
      ID: "string",
      DateTimeISO: "string",
      LocalDate: "string",
      Quantity: "number",
      Fen: "number",
      JSONObject: "Record<string, unknown>",
    },
  };
  const source = await codegen({
    schema: parse(readFileSync("schema/qipan.graphql", "utf8")),
    schemaAst: schema,
    documents: names.map((name) => ({
      location: name,
      document: parse(readFileSync(`${folder}/${name}`, "utf8"), { noLocation: true }),
    })),
    filename: "published.ts",
    config,
    plugins: [{ "typescript-operations": config }, { "typed-document-node": config }],
    pluginMap: {
      "typescript-operations": operationTypes,
      "typed-document-node": documentNode,
    },
  });
  // The plugin's class has a loose field; the rest is strict as it comes.
  return `${source.replaceAll("Record<string, any>", "Record<string, unknown>")}\n`;
}

/** How each code of each enum is called, in both languages, as the SDL says it. */
export function wordsSource(): string {
  const enums = Object.values(schemaOf().getTypeMap())
    .filter(isEnumType)
    .filter(({ name }) => !name.startsWith("__"));
  const entries = enums.map((type) => {
    const words = type.getValues().map(({ name, description }) => {
      const [zh = name, en = name] = (description ?? "").trim().split(" / ");
      return `    ${name}: ${JSON.stringify([zh, en])},`;
    });
    return `  ${type.name}: {\n${words.join("\n")}\n  },`;
  });
  return `export const words = {\n${entries.join("\n")}\n} as const;\n`;
}
