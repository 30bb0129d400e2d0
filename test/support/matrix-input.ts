import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from "graphql";
import { globalId } from "./sight-asking.ts";
import { charity, given, only, second, shipment } from "./matrix-beside.ts";

/** What an id in an input is an id of, by the name of its field; the first that fits. */
const idTypes: readonly (readonly [RegExp, string, string])[] = [
  [/organization|carrier/i, "Organization", "OWN"],
  [/^region/i, "Region", "150300"],
  [/^agreement/i, "Agreement", "AG@1"],
  [/^apiKey/, "ApiKey", "000000000000000a"],
  [/^depot/, "Depot", "D1"],
  [/^commitment/, "Commitment", "C1"],
  [/^(team|unit)/, "Team", "T1"],
  [/^lot/, "StockLot", only],
  [/^(orderLine|line)/, "OrderLine", only],
  [/^order/, "DispatchOrder", only],
  [/^leg/, "Leg", only],
  [/^(claim|source)/, "Claim", only],
  [/^need/, "Need", only],
  [/^proposal/, "Proposal", only],
  [/^approval/, "Approval", only],
  [/^incident/, "Incident", only],
  [/^campaign/, "Campaign", only],
  [/^disclosure/, "Disclosure", only],
  [/^offer/, "RotationOffer", only],
  [/^resolution/, "Resolution", only],
  [/^round/, "NettingRound", only],
  [/^statement/, "Statement", only],
  [/^task/, "RefillTask", only],
  [/^stocktake/, "Stocktake", only],
  [/^supervision/, "SupervisionItem", only],
];
/** Where one operation wants another thing than the rest, by its name and the field's. */
const special: Readonly<Record<string, string>> = {
  "transferUnit orderLineId": globalId("OrderLine", second),
  "previewDonations organizationId": globalId("Organization", charity),
  "confirmDonations organizationId": globalId("Organization", charity),
  "recordDistribution number": given,
  "acceptRefill shipmentId": shipment,
  "takeBackRefill shipmentId": shipment,
};
/** Optional, and without one of these nothing is asked about. */
const asked = ["near", "taskId"];
/** Root fields whose argument is only called `id`. */
const byField: Readonly<Record<string, string>> = {
  incident: "Incident",
  leg: "Leg",
  need: "Need",
  order: "DispatchOrder",
  proposal: "Proposal",
};
const texts: Readonly<Record<string, string>> = {
  ...{ depot: "D1", item: "TENT", kit: "TENT", node: "N1", from: "N1", to: "N1", sku: "TENT" },
  ...{ regionCode: "150300", cityCode: "150300", orgId: "OWN", contractor: "OWN" },
  ...{ supplier: "OWN", code: "X1", hazard: "flood", batch: "x" },
};
const codeOf: Readonly<Record<string, string>> = {
  ...{ depot: "D1", organization: "OWN", region: "150300", agreement: "AG", item: "TENT" },
};

type Asked = GraphQLArgument | GraphQLInputField;

/** What must be said: what has a usual value is left to it. */
const isAsked = ({ type, defaultValue }: Asked): boolean =>
  isNonNullType(type) && defaultValue === undefined;

/** A value for each required argument and field, about what OWN has. */
export function argumentsOf(field: GraphQLField<unknown, unknown>, key: string): string {
  const given = field.args
    .filter((one) => isAsked(one) || asked.includes(one.name))
    .map((one) => `${one.name}: ${valueOf(one, one.type, field.name, key)}`);
  return given.length === 0 ? "" : `(${given.join(", ")})`;
}

function valueOf(one: Asked, of: GraphQLInputType, root: string, key: string): string {
  if (isNonNullType(of)) return valueOf(one, of.ofType, root, key);
  if (isListType(of)) return `[${valueOf(one, of.ofType, root, key)}]`;
  if (isEnumType(of)) return of.getValues()[0]?.name ?? "";
  if (isInputObjectType(of)) {
    const inner = Object.values(of.getFields())
      .filter((field) => isAsked(field) || asked.includes(field.name))
      .map((field) => `${field.name}: ${valueOf(field, field.type, root, key)}`);
    return `{ ${inner.join(", ")} }`;
  }
  const { name } = one;
  const apart = special[`${root} ${name}`];
  if (apart !== undefined) return JSON.stringify(apart);
  if (of.name === "ID") return JSON.stringify(idOf(name, root));
  if (name === "idempotencyKey") return JSON.stringify(key);
  if (of.name === "String")
    return JSON.stringify((name === "code" ? codeOf[root] : undefined) ?? texts[name] ?? "x");
  if (of.name === "Boolean") return "true";
  if (of.name === "LocalDate") return /From|starts/.test(name) ? '"2030-01-01"' : '"2031-01-01"';
  if (of.name === "DateTimeISO") return '"2026-01-01T00:00:00Z"';
  return name === "first" ? "5" : "1";
}

function idOf(name: string, root: string): string {
  if (name === "id" || name === "ids")
    return globalId(byField[root] ?? "Depot", byField[root] === undefined ? "D1" : only);
  const [, type, id] = idTypes.find(([pattern]) => pattern.test(name)) ?? [];
  return type === undefined ? only : globalId(type, id ?? only);
}

/** As little as can be selected, and why a mutation refuses. */
export function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isScalarType(named) || isEnumType(named)) return "";
  if (isUnionType(named)) return "{ __typename ... on Refused { refusals { code path } } }";
  const isPage = isObjectType(named) && "edges" in named.getFields();
  return isCompositeType(named)
    ? isPage
      ? "{ edges { node { __typename } } }"
      : "{ __typename }"
    : "";
}
