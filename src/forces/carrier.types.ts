import { Field, Float, Int, ObjectType } from "type-graphql";
import { licenceClass, type LicenceClass } from "../../schema/words/catalog.ts";
import { isCode } from "../../schema/words/word.ts";
import { globalId, Node } from "../graph/node.ts";
import { Day } from "../graph/scalars.ts";
import { enumOf } from "../graph/words.ts";
import type { CarrierRow, VehicleRow } from "./forces.service.ts";

export const LicenceClassEnum = enumOf(
  "LicenceClass",
  licenceClass,
  "运输资质类别。 / Class of a transport licence.",
);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "承运单位。 / An organization that carries goods.",
})
export class Carrier extends Node {
  @Field(() => Day, {
    nullable: true,
    description: "承运保险有效期至(含);未知为空。 / Insured to the end of this day; null: unknown.",
  })
  insuredUntil!: string | null;

  orgId!: string;
}

export const carrierOf = (row: CarrierRow): Carrier =>
  Object.assign(new Carrier(), row, { id: globalId("Carrier", row.orgId) });

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "运输车辆。 / A vehicle that carries goods.",
})
export class Vehicle extends Node {
  @Field(() => String, { description: "车辆编码。 / The hub's code of it." })
  code!: string;

  @Field(() => String, { description: "号牌。 / Number plate." })
  plate!: string;

  @Field(() => Float, { description: "载重(千克)。 / Load in kilograms." })
  loadKg!: number;

  @Field(() => Float, { description: "容积(立方米)。 / Load in cubic metres." })
  loadM3!: number;

  @Field(() => [LicenceClassEnum], { description: "资质。 / Licences." })
  licences!: readonly LicenceClass[];

  @Field(() => [String], { description: "通行证。 / Passes." })
  passes!: readonly string[];

  @Field(() => Float, { description: "用时倍数。 / Multiplies planned road minutes." })
  speedFactor!: number;

  @Field(() => Int, { description: "版本。 / Version." })
  version!: number;

  typeCode!: string;
  carrierOrg!: string;
  baseNode!: string;
}

export const vehicleOf = ({ type, licences, ...row }: VehicleRow): Vehicle =>
  Object.assign(new Vehicle(), row, {
    code: row.id,
    typeCode: type,
    licences: licences.filter((licence) => isCode(licenceClass, licence)),
    id: globalId("Vehicle", row.id),
  });
