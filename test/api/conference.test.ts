import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `conference-${name}.graphql`), "utf8");

interface Answer {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly refusals: readonly { readonly code: string }[];
}

describe("the joint conference over the API", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
  });
  afterAll(() => hub.close());

  const secretary = "usr-secretary";
  const write = async (name: string, input: object, as = secretary): Promise<Answer> => {
    const keyed = { idempotencyKey: randomUUID(), ...input };
    const { data, errors } = await hub.ask<Record<string, Answer>>(
      operation(name),
      { input: keyed },
      { as },
    );
    expect(errors).toEqual([]);
    return Object.values(data)[0]!;
  };
  const subject = { regionCode: "150300" };
  const text = { titleZh: "补齐帐篷", textZh: "一个月内补齐。" };

  it("issues a briefing that is opened again by its number, typed in every part", async () => {
    const issued = await write("issue-briefing", { ...subject, titleZh: "汛前态势" });
    expect(issued).toMatchObject({ exercise: true, subjectZh: "乌海市" });
    const second = await write("issue-briefing", { ...subject, titleZh: "汛前态势" });
    const beside = readFileSync(
      join(packageRoot, "schema", "operations", "dash-briefing.graphql"),
      "utf8",
    );
    const chosen = { number: second.number, since: issued.number };
    expect((await hub.ask<object>(beside, chosen, { as: secretary })).data).toMatchObject({
      briefing: { earlier: [{ number: issued.number }], changes: [] },
    });
    const { data, errors } = await hub.ask<{ briefing: { position: unknown[] } }>(
      operation("briefing"),
      { number: issued.number.toLowerCase() },
      { as: secretary },
    );
    expect(errors).toEqual([]);
    expect(data.briefing).toMatchObject({ id: issued.id, changes: null, kpis: [{}, {}, {}, {}] });
    expect(data.briefing.position.length).toBeGreaterThan(0);
    const list = await hub.ask<object>(operation("briefings"), { first: 1 }, { as: secretary });
    expect(list.data).toMatchObject({
      briefings: { edges: [{}], pageInfo: { hasNextPage: true } },
    });
    const node = "query ($id: ID!) { node(id: $id) { id } }";
    const unseen = await hub.ask<object>(node, { id: issued.id }, {});
    expect(unseen.data).toEqual({ node: null });
  });

  it("carries a resolution from its proposal to a closed supervision item", async () => {
    const member = globalId("Organization", "ORG-G01");
    const proposed = await write("propose-resolution", { ...subject, ...text });
    const resolutionId = proposed.id;
    const vote = { resolutionId, version: 1, agreedOrganizationIds: [member] };
    expect(await write("adopt-resolution", vote)).toMatchObject({
      ...{ state: "ADOPTED", may: ["AMEND", "CLOSE", "SUPERVISE"], agreed: [{ id: member }] },
    });
    const late = { resolutionId, note: "不成" };
    expect((await write("reject-resolution", late)).refusals).toMatchObject([
      { code: "ILLEGAL_TRANSITION" },
    ]);
    const opened = await write("open-supervision", {
      ...{ sourceKind: "RESOLUTION", sourceId: resolutionId, responsibleOrganizationId: member },
      ...{ titleZh: "督促补库", dueOn: "2099-12-31" },
    });
    expect(opened).toMatchObject({ state: "OPEN", overdue: false, source: resolutionId });
    const step = { supervisionId: opened.id, textZh: "已办" };
    const report = () => write("report-progress", step, "usr-g01-dispatcher");
    expect(await report()).toMatchObject({ state: "REPORTED", may: ["RETURN", "CLOSE"] });
    expect(await write("return-supervision", step)).toMatchObject({ state: "RETURNED" });
    await report();
    expect(await write("close-supervision", step)).toMatchObject({
      ...{ state: "CLOSED", may: [] },
      notes: [
        { action: "REPORT" },
        { action: "RETURN" },
        { action: "REPORT" },
        { action: "CLOSE" },
      ],
    });
    expect(await write("close-resolution", { resolutionId, note: "已落实" })).toMatchObject({
      state: "CLOSED",
    });
    const listed = await hub.ask<object>(operation("supervision"), { first: 9 }, { as: secretary });
    expect(listed.data).toMatchObject({
      supervisionItems: { edges: [{ node: { id: opened.id } }] },
    });
    const closed = { first: 9, states: ["CLOSED"] };
    const done = await hub.ask<object>(operation("resolutions"), closed, { as: secretary });
    expect(done.data).toMatchObject({ resolutions: { edges: [{ node: { id: resolutionId } }] } });
  });
});
