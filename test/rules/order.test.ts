import { receivedOn } from "../../src/dispatch/order-line.rules.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { describe, expect, it } from "vitest";
import { orderState as words, type OrderState } from "../../schema/words/dispatch.ts";
import { codesOf } from "../../schema/words/word.ts";
import type {
  LineRow,
  OrderEvent,
  OrderFacts,
  Quantities,
} from "../../src/dispatch/order.model.ts";
import { liabilityFactsOf } from "../../src/dispatch/order-line.rules.ts";
import {
  bears,
  illegal,
  isUuid,
  loadLines,
  orderNumber,
  orderState,
} from "../../src/dispatch/order.rules.ts";
import { explainLiability } from "../../src/ledger/liability.rules.ts";

const at = new Date(0);
const draft: OrderFacts = {
  issuedAt: null,
  acknowledgedAt: null,
  loadingAt: null,
  closedAt: null,
  cancelledAt: null,
};
const issued = { ...draft, issuedAt: at };
const known = { ...issued, acknowledgedAt: at };
const loading = { ...known, loadingAt: at };
const ten: Quantities = {
  ordered: 10,
  held: 10,
  loaded: 0,
  departed: 0,
  accepted: 0,
  rejected: 0,
  missing: 0,
  cancelled: 0,
  redirected: 0,
};
const gone = { ...ten, held: 0, loaded: 10, departed: 10 };
const here = { ...gone, accepted: 10 };

describe("the state of an order", () => {
  const cases: readonly (readonly [OrderState, string, OrderFacts, readonly Quantities[]])[] = [
    ["DRAFT", "nobody issued it", draft, [ten]],
    ["ISSUED", "issued", issued, [ten]],
    ["ACKNOWLEDGED", "acknowledged", known, [ten]],
    ["LOADING", "loading began", loading, [ten]],
    ["LOADING", "something is loaded", known, [{ ...ten, loaded: 1 }]],
    ["PARTLY_SHIPPED", "one of two lines left", loading, [gone, ten]],
    ["PARTLY_SHIPPED", "a part of a line left", loading, [{ ...gone, departed: 4, held: 6 }]],
    ["IN_TRANSIT", "all left", loading, [gone, gone]],
    [
      "IN_TRANSIT",
      "all that was not cancelled left",
      loading,
      [
        { ...gone, departed: 7, loaded: 7, cancelled: 3 },
        { ...ten, held: 0, cancelled: 10 },
      ],
    ],
    ["PARTLY_RECEIVED", "one of two lines is here", loading, [here, gone]],
    ["PARTLY_RECEIVED", "what left is here, more is to come", loading, [here, ten]],
    ["RECEIVED", "all is here", loading, [here, here]],
    [
      "RECEIVED",
      "all is here but what never left",
      loading,
      [{ ...here, departed: 7, loaded: 7, accepted: 7, cancelled: 3 }],
    ],
    [
      "RECEIVED_WITH_DIFFERENCE",
      "some was rejected",
      loading,
      [{ ...gone, accepted: 9, rejected: 1 }],
    ],
    [
      "RECEIVED_WITH_DIFFERENCE",
      "some is missing",
      loading,
      [{ ...gone, accepted: 9, missing: 1 }],
    ],
    ["IN_TRANSIT", "a relay missed some of it", loading, [{ ...gone, missing: 1 }]],
    ["PARTLY_SHIPPED", "what left turned round", loading, [{ ...gone, redirected: 10 }, ten]],
    ["IN_TRANSIT", "a part turned round", loading, [{ ...gone, redirected: 4 }]],
    [
      "RECEIVED_WITH_DIFFERENCE",
      "the rest turned round",
      loading,
      [{ ...gone, accepted: 6, redirected: 4 }],
    ],
    ["CLOSED", "all turned round", loading, [{ ...gone, missing: 1, redirected: 9 }]],
    ["CLOSED", "closed", { ...loading, closedAt: at }, [here]],
    ["CANCELLED", "cancelled", { ...issued, cancelledAt: at }, [{ ...ten, cancelled: 10 }]],
  ];
  it.each(cases)("is %s when %s", (state, _why, order, lines) => {
    expect(orderState(order, lines)).toBe(state);
  });
  it("is tested for each word", () => {
    expect(new Set(cases.map(([state]) => state))).toEqual(new Set(codesOf(words)));
  });
});

describe("what is done to an order", () => {
  const table: Readonly<Record<OrderEvent, readonly OrderState[]>> = {
    RENEW: ["DRAFT"],
    ACT_FIRST: ["DRAFT"],
    ISSUE: ["DRAFT"],
    ACKNOWLEDGE: ["ISSUED"],
    LOAD: ["ACKNOWLEDGED", "LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"],
    DEPART: ["LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"],
    CANCEL: ["DRAFT", "ISSUED", "ACKNOWLEDGED", "LOADING"],
    CLOSE: ["RECEIVED", "RECEIVED_WITH_DIFFERENCE"],
    OBJECT: codesOf(words).filter((state) => state !== "CLOSED" && state !== "CANCELLED"),
  };
  const cells = codesOf(words).flatMap((state) =>
    (Object.keys(table) as OrderEvent[]).map(
      (event) => [state, event, table[event].includes(state)] as const,
    ),
  );
  it.each(cells)("in state %s, %s is legal: %s", (state, event, legal) => {
    expect(bears(state, event)).toBe(legal);
    expect(illegal(state, event).map(({ code }) => code)).toEqual(
      legal ? [] : ["ILLEGAL_TRANSITION"],
    );
  });
});

describe("who owes for a commanded line", () => {
  const orgs = { payerOrg: "G07", requesterOrg: "G01", receiverOrg: "G01" };
  const order = { ...orgs, agreementId: null, agreementVersion: null };
  const line = {
    ...{ ownerOrg: "G02", unitPriceFen: null, basis: "COMMAND" as const },
    ...{ lotOrigin: null, contractingOrg: null },
  };
  const ownerSector = "GOVERNMENT";
  const law = {
    noLiabilityHub: false,
    ownerSector,
    responsibleOrg: null,
    terms: undefined,
  } as const;
  it("is the superior that gave the right, not whoever leads", () => {
    const facts = liabilityFactsOf(order, { ...line, commanderOrg: "G07" }, law);
    expect(explainLiability({ ...facts, payerOrg: "G09" }).debtors).toMatchObject([
      { orgId: "G07" },
    ]);
  });
});

describe("a loading", () => {
  const line = { ...ten, id: "a" } as LineRow;
  const told = (lines: Parameters<typeof loadLines>[1]) => {
    const outcome = loadLines([line], lines);
    return outcome.ok
      ? outcome.value.map(({ loaded, short, shortReason }) => ({ loaded, short, shortReason }))
      : outcome.refused.map(({ code, path }) => `${code} ${path}`);
  };
  it.each([
    ["the rest stays held", [{ lineId: "a", loaded: 4 }], [{ loaded: 4, short: 0 }]],
    [
      "the rest falls away for a reason",
      [{ lineId: "a", loaded: 4, shortReason: "NO_ROOM" }],
      [{ loaded: 4, short: 6, shortReason: "NO_ROOM" }],
    ],
    [
      "nothing at all comes",
      [{ lineId: "a", loaded: 0, shortReason: "NOT_FOUND" }],
      [{ loaded: 0, short: 10, shortReason: "NOT_FOUND" }],
    ],
    ["too much", [{ lineId: "a", loaded: 11 }], ["QUANTITY_OUT_OF_RANGE lines.0.loaded"]],
    ["a half", [{ lineId: "a", loaded: 0.5 }], ["QUANTITY_OUT_OF_RANGE lines.0.loaded"]],
    [
      "nothing without a reason",
      [{ lineId: "a", loaded: 0 }],
      ["QUANTITY_OUT_OF_RANGE lines.0.loaded"],
    ],
    [
      "what was not loaded comes off no vehicle",
      [{ lineId: "a", loaded: 0, shortReason: "DAMAGED", unloaded: 1 }],
      ["QUANTITY_OUT_OF_RANGE lines.0.unloaded"],
    ],
    ["an unknown line", [{ lineId: "b", loaded: 1 }], ["NOT_FOUND lines.0.lineId"]],
    [
      "a line twice",
      [
        { lineId: "a", loaded: 1 },
        { lineId: "a", loaded: 1 },
      ],
      ["INVALID_INPUT lines.1.lineId"],
    ],
    ["no line", [], ["QUANTITY_OUT_OF_RANGE lines"]],
  ] as const)("%s", (_name, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe("an order's number", () => {
  it("is the day and letters that nobody confuses", () => {
    expect(orderNumber("20260315", new Uint8Array([0, 31, 32, 255]))).toBe("20260315-2Z2Z");
  });
  it("has an id beside it that only a uuid is", () => {
    expect(isUuid("00000000-0000-4000-8000-000000000000")).toBe(true);
    expect(["", "x", "00000000-0000-4000-8000-00000000000"].some(isUuid)).toBe(false);
  });
});

describe("a term that runs from the receipt", () => {
  const line = {
    terms: { riskPassesAt: "DEPARTURE", dueAnchor: "RECEIPT", dueDays: 30 },
  } as LineFacts;

  it("runs from the day in China on which the goods came, not on which it was told", () => {
    const late = new Date("2026-03-01T16:00:00Z");
    expect(receivedOn(line, late).terms.anchorOn).toBe("2026-03-02");
    expect(receivedOn(line, new Date(late.getTime() - 1)).terms.anchorOn).toBe("2026-03-01");
    expect(receivedOn(line, null)).toBe(line);
  });

  it("is no other term", () => {
    const other = { ...line, terms: { ...line.terms, dueAnchor: "RESPONSE_END" as const } };
    expect(receivedOn(other, new Date(0))).toBe(other);
  });
});
