import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import {
  lockUnits,
  readDispatchableUnits,
  readVehicleFacts,
  updateUnitState,
} from "../../src/forces/dispatchable.service.ts";
import type { UnitEvent } from "../../schema/words/forces.ts";
import type { UnitRef } from "../../src/forces/forces.model.ts";
import { moveUnit } from "../../src/forces/forces.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, publicReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

const demo = world(1, "demo");

onBothShapes("forces", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, demo);
  });
  afterAll(() => database.close());

  it("offer what is on standby and has one of the skills", async () => {
    const skills = ["HAZ-LEAK"];
    const units = await withTx(database, hubReader, (tx) =>
      readDispatchableUnits(tx, skills, randomUUID()),
    );
    const able = demo.teams.filter((team) => team.skills.includes("HAZ-LEAK"));
    const teams = units.filter(({ kind }) => kind === "TEAM");
    expect(teams.map(({ id }) => id)).toEqual(able.map(({ id }) => id).toSorted());
    for (const { skills: has } of units) expect(has).toContain("HAZ-LEAK");
    expect(teams.find(({ id }) => id === "TM01")).toMatchObject({
      ownerOrg: "ORG-G01",
      ownerSector: "GOVERNMENT",
      node: "150302",
      readyMinutes: 20,
      category: "PROFESSIONAL",
      equipmentType: null,
    });
    expect(
      await withTx(database, publicReader, (tx) => readDispatchableUnits(tx, skills, randomUUID())),
    ).toEqual([]);
  });

  it("include machines, with the team that mans them", async () => {
    const types = demo.equipmentTypes.filter(({ skills }) => skills.length > 0);
    const skills = types.flatMap((type) => type.skills);
    const units = await withTx(database, hubReader, (tx) =>
      readDispatchableUnits(tx, skills, randomUUID()),
    );
    const machine = units.find(({ kind }) => kind === "EQUIPMENT");
    const unit = demo.equipmentUnits.find(({ id }) => id === machine?.id);
    expect(machine).toMatchObject({ equipmentType: unit?.type, teamId: unit?.teamId });
    expect(machine?.readyMinutes).toBe(
      demo.teams.find(({ id }) => id === unit?.teamId)?.mobilisationMinutes,
    );
  });

  it("list every vehicle with its carrier's insurance", async () => {
    const vehicles = await withTx(database, hubReader, readVehicleFacts);
    expect(vehicles).toHaveLength(demo.vehicles.length);
    for (const { insuredUntil } of vehicles) expect(insuredUntil).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it("are locked in one order and moved from the expected state only", async () => {
    const [machine] = demo.equipmentUnits;
    const asked: UnitRef[] = [
      { kind: "EQUIPMENT", id: machine!.id },
      { kind: "TEAM", id: "TM03" },
      { kind: "TEAM", id: "TM02" },
      { kind: "TEAM", id: "TM99" },
    ];
    await withTx(database, hubReader, async (tx) => {
      const locked = await lockUnits(tx, asked);
      expect(locked.map(({ id }) => id)).toEqual(["TM02", "TM03", machine!.id]);
      const change = { expected: "STANDBY", state: "HELD", orderLineId: randomUUID() } as const;
      expect(await updateUnitState(tx, asked[1]!, change)).toBe(true);
      expect(await updateUnitState(tx, asked[1]!, change)).toBe(false);
      const [held] = await lockUnits(tx, [asked[1]!]);
      expect(held).toMatchObject({ state: "HELD", orderLineId: change.orderLineId, version: 2 });
    });
  });

  it("are held by one of two callers, whoever is first", async () => {
    const unit: UnitRef = { kind: "TEAM", id: "TM04" };
    const hold = (): Promise<boolean> =>
      withTx(database, hubReader, async (tx) => {
        const [locked] = await lockUnits(tx, [unit]);
        if (locked?.state !== "STANDBY") return false;
        const change = { expected: "STANDBY", state: "HELD", orderLineId: randomUUID() } as const;
        return updateUnitState(tx, unit, change);
      });
    const held = await Promise.all([hold(), hold(), hold(), hold()]);
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  let calls = 0;
  const move = async (as: string | undefined, id: string, event: UnitEvent, version?: number) => {
    calls += 1;
    const principal = as === undefined ? undefined : await readPrincipal(database, as);
    const outcome = await moveUnit(database, principal, {
      idempotencyKey: `unit-test-${calls}`,
      unit: { kind: "TEAM", id },
      event,
      version,
    });
    return outcome.ok ? outcome.value : outcome.refused[0]?.code;
  };
  const put = (id: string, set: string): Promise<unknown> =>
    withOwnerTx(database, ({ client }) =>
      client.query(`update qipan.team set ${set} where id = $1`, [id]),
    );

  it.each([
    [undefined, "TM01", "REPAIR", undefined, "SIGN_IN_REQUIRED"],
    ["usr-g06-keeper", "TM01", "REPAIR", undefined, "NOT_ALLOWED"],
    ["usr-g01-finance", "TM01", "REPAIR", undefined, "NOT_ALLOWED"],
    ["usr-g01-keeper", "TM99", "REPAIR", undefined, "NOT_FOUND"],
    ["usr-g01-keeper", "TM01", "REPAIR", 7, "STALE_VERSION"],
    ["usr-g01-keeper", "TM01", "ARRIVE", undefined, "ILLEGAL_TRANSITION"],
    ["usr-g01-keeper", "TM01", "HOLD", undefined, "ILLEGAL_TRANSITION"],
  ] as const)("%s moving %s by %s at version %s: %s", async (as, id, event, version, code) => {
    expect(await move(as, id, event, version)).toBe(code);
  });

  it("go out, arrive, come back and rest; their order lasts until they are home", async () => {
    const line = randomUUID();
    await put("TM01", `state = 'HELD', order_line_id = '${line}'`);
    // Only its order sends it: a team that leaves by hand would be on the road for no order.
    expect(await move("usr-g01-dispatcher", "TM01", "DEPART")).toBe("ILLEGAL_TRANSITION");
    await put("TM01", "state = 'EN_ROUTE'");
    const seen: (string | null)[][] = [];
    for (const event of ["ARRIVE", "RECALL", "RETURN", "READY"] as const) {
      expect(await move("usr-g01-dispatcher", "TM01", event)).toEqual({ kind: "TEAM", id: "TM01" });
      const { rows } = await withTx(database, hubReader, ({ client }) =>
        client.query<{ state: string; line: string | null }>(
          "select state, order_line_id as line from qipan.team where id = 'TM01'",
        ),
      );
      seen.push([rows[0]?.state ?? null, rows[0]?.line ?? null]);
    }
    expect(seen).toEqual([
      ["ON_SCENE", line],
      ["RETURNING", line],
      ["RESTING", null],
      ["STANDBY", null],
    ]);
  });
});
