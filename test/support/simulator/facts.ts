import type { ClaimKind } from "../../../schema/words/ledger.ts";
import { rowsOf } from "../dispatch-state.ts";
import type { Board } from "./board.ts";
import type { Hub, Touched } from "./deed.ts";
import type { Claim, Task } from "./records.ts";

/** What the hub says of some lots and order lines, in the model's names. */
export interface Facts {
  /** `LOT station` and how many stand there. */
  readonly goods: readonly (readonly [string, number])[];
  readonly claims: readonly ClaimFact[];
  readonly tasks: readonly TaskFact[];
  /** From which heap each write-off took: a loss that is found again goes back there. */
  readonly losses: readonly LossFact[];
}

interface LossFact {
  readonly reason: string;
  readonly from: string;
  readonly quantity: number;
}

interface ClaimFact extends Pick<
  Claim,
  | "kind"
  | "debtor"
  | "creditor"
  | "opened"
  | "outstanding"
  | "state"
  | "debtorSigned"
  | "creditorSigned"
> {
  readonly id: string;
  readonly about: string;
  readonly mirrors: ClaimKind | null;
  readonly disputedBy: Claim["disputedBy"] | null;
}

interface TaskFact extends Pick<Task, "owner" | "performer" | "quantity" | "done"> {
  readonly id: string;
  readonly about: string;
  readonly claim: string | null;
  /** The reason of the write-off that opened it. */
  readonly reason: string | null;
  /** Microseconds by the hub's clock: who began first, who may have waited for the other. */
  readonly openedAt: number;
}

const sql = `select jsonb_build_object(
    'goods', (select coalesce(jsonb_agg(jsonb_build_object('lot', lot, 'kind', kind,
        'custodian', custodian, 'ref', ref, 'balance', balance)), '[]')
      from qipan.account where lot = any ($1) and balance <> 0 and claim_kind = ''),
    'claims', (select coalesce(jsonb_agg(jsonb_build_object('id', id,
        'about', coalesce(order_line_id, lot_id), 'kind', kind, 'debtor', debtor_org,
        'creditor', creditor_org, 'mirrors', mirrors, 'opened', opened,
        'outstanding', outstanding, 'state', state, 'disputedBy', disputed_by,
        'debtorSigned', debtor_confirmed_at is not null,
        'creditorSigned', creditor_confirmed_at is not null) order by opened_at, id), '[]')
      from qipan.claim where order_line_id = any ($2::uuid[])
        or order_line_id is null and lot_id = any ($1::uuid[])),
    'tasks', (select coalesce(jsonb_agg(jsonb_build_object('id', id,
        'about', coalesce(order_line_id, lot_id), 'owner', owner_org,
        'performer', performer_org, 'quantity', quantity, 'done', done, 'claim', claim_id,
        'reason', (select x.evidence ->> 'reason' from qipan.transfer x
          where x.id = opened_by and x.evidence ->> 'reason' like '到期 %'),
        'openedAt', (extract(epoch from opened_at) * 1000000)::bigint)
        order by opened_at, id), '[]')
      from qipan.refill_task where order_line_id = any ($2::uuid[])
        or order_line_id is null and lot_id = any ($1::uuid[])),
    'losses', (select coalesce(jsonb_agg(jsonb_build_object('reason', x.evidence ->> 'reason',
        'from', o.kind, 'quantity', e.quantity)), '[]')
      from qipan.entry e join qipan.transfer x on x.id = e.transfer_id
      join qipan.account o on o.id = e.origin and o.kind in ('ON_HAND', 'BLOCKED')
      join qipan.account t on t.id = e.target and t.kind in ('SCRAPPED', 'ROTATED_OUT')
      where o.lot = any ($1) and x.evidence ->> 'reason' like '到期 %')) as facts`;

interface Read extends Omit<Facts, "goods"> {
  readonly goods: readonly {
    readonly lot: string;
    readonly kind: string;
    readonly custodian: string;
    readonly ref: string;
    readonly balance: number;
  }[];
}

const withHolder = ["IN_TRANSIT", "ON_SITE", "BORROWED", "RETURNING"];

export async function readFacts(hub: Hub, { lots, lines }: Touched): Promise<Facts> {
  const ids = (names: readonly string[]) => [
    ...new Set(names.filter((name) => hub.knows(name)).map((name) => hub.id(name))),
  ];
  const [row] = await rowsOf<{ facts: Read }>(hub.database, sql, [ids(lots), ids(lines)]);
  const { goods = [], claims = [], tasks = [], losses = [] } = row?.facts ?? {};
  const sums = new Map<string, number>();
  for (const { lot, kind, custodian, ref, balance } of goods) {
    const name = `${hub.nameOf(lot)} ${stationOf(hub, kind, custodian, ref)}`;
    sums.set(name, (sums.get(name) ?? 0) + balance);
  }
  return {
    goods: [...sums].filter(([, sum]) => sum !== 0),
    claims: claims.map((claim) => ({ ...claim, about: hub.nameOf(claim.about) })),
    tasks: tasks.map((task) => ({ ...task, about: hub.nameOf(task.about) })),
    losses,
  };
}

/** Sinks are one heap each, and a shelf has one keeper. */
function stationOf(hub: Hub, kind: string, custodian: string, ref: string): string {
  if (kind === "HELD") return hub.read(ref);
  if (withHolder.includes(kind)) return `${kind} ${custodian} ${hub.read(ref)}`;
  return ["INSPECTION", "REPAIR"].includes(kind) && ref !== "" ? `${kind} ${hub.read(ref)}` : kind;
}

/** Where the hub and the board differ, in sentences; empty: nowhere. */
export function differences(hub: Hub, board: Board, { lots, lines }: Touched, facts: Facts) {
  const about = new Set([...lines, ...lots]);
  const expected = [...new Set(lots)].flatMap((lot) =>
    [...(board.goods.get(lot) ?? [])]
      .filter(([, sum]) => sum !== 0)
      .map(([station, sum]) => `${lot} ${station}: ${sum}`),
  );
  return [
    ...compare(
      expected,
      facts.goods.map(([name, sum]) => `${name}: ${sum}`),
    ),
    ...compare(
      claimsOf(hub, board, about),
      facts.claims.map((claim) => sayClaim(hub, claim)),
    ),
    ...compare(
      tasksOf(hub, board, about),
      facts.tasks.map((task) => sayTask(hub, task)),
    ),
    ...compare(
      board.losses
        .where(({ lot }) => lots.includes(lot))
        .flatMap(({ name, parts }) => parts.map((part) => lossText(`到期 ${name}`, part))),
      facts.losses.map(({ reason, ...part }) => lossText(reason, part)),
    ),
  ];
}

function compare(board: readonly string[], hub: readonly string[]): string[] {
  const left = [...hub];
  const missing = board.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((line) => `model only: ${line}`),
    ...left.map((line) => `hub only: ${line}`),
  ];
}

const isAbout = (about: ReadonlySet<string>, one: { line: string | undefined; lot: string }) =>
  about.has(one.line ?? one.lot);

/** What has no id yet was opened by the deed that is being compared. */
const idOf = (hub: Hub, name: string): string => (hub.knows(name) ? name : "new");

const claimsOf = (hub: Hub, board: Board, about: ReadonlySet<string>): string[] =>
  board.claims
    .where((claim) => isAbout(about, claim))
    .map((claim) => claimText(idOf(hub, claim.name), { ...claim, about: claim.line ?? claim.lot }));

const sayClaim = (hub: Hub, claim: ClaimFact): string =>
  claimText(hub.nameOf(claim.id) === claim.id ? "new" : hub.nameOf(claim.id), claim);

type ClaimText = Omit<ClaimFact, "id" | "mirrors" | "disputedBy"> & {
  readonly mirrors: ClaimKind | null | undefined;
  readonly disputedBy: Claim["disputedBy"] | null;
};

const claimText = (id: string, claim: ClaimText): string => {
  const { about, kind, debtor, creditor, mirrors, opened, outstanding, state } = claim;
  const what = `${kind}${mirrors ? `(${mirrors})` : ""}`;
  const signed = `${claim.debtorSigned ? " D" : ""}${claim.creditorSigned ? " C" : ""}`;
  const by = state === "DISPUTED" ? ` by ${claim.disputedBy ?? "nobody"}` : "";
  const figures = `${outstanding}/${opened} ${state}${by}${signed}`;
  return `${id} ${about} ${what} ${debtor}→${creditor} ${figures}`;
};

const tasksOf = (hub: Hub, board: Board, about: ReadonlySet<string>): string[] =>
  board.tasks
    .where((task) => isAbout(about, task))
    .map((task) => taskText(idOf(hub, task.name), saidOf(task)));

/** In the hub's words. */
const saidOf = (task: Task) => ({
  ...task,
  about: task.line ?? task.lot,
  reason: task.loss === undefined ? null : `到期 ${task.loss}`,
});

const sayTask = (hub: Hub, task: TaskFact): string =>
  taskText(hub.nameOf(task.id) === task.id ? "new" : hub.nameOf(task.id), task);

const taskText = (id: string, task: Omit<TaskFact, "id" | "claim" | "openedAt">): string =>
  `${id} task ${task.about} of ${task.owner} by ${task.performer} ${task.done}/${task.quantity}` +
  (task.reason === null ? "" : ` (${task.reason})`);

const lossText = (reason: string, { from, quantity }: Omit<LossFact, "reason">): string =>
  `${reason} from ${from}: ${quantity}`;

/** Gives what is new on the board the ids that the hub gave it, told by its figures. */
export function learnIds(hub: Hub, board: Board, { lots, lines }: Touched, facts: Facts): void {
  const about = new Set([...lines, ...lots]);
  const claims = facts.claims.filter(({ id }) => hub.nameOf(id) === id);
  for (const claim of board.claims.where((one) => isAbout(about, one) && !hub.knows(one.name))) {
    const text = claimText("new", { ...claim, about: claim.line ?? claim.lot });
    const at = claims.findIndex((one) => claimText("new", one) === text);
    const [found] = at < 0 ? [] : claims.splice(at, 1);
    if (found !== undefined) hub.learn(claim.name, found.id);
  }
  const tasks = facts.tasks.filter(({ id }) => hub.nameOf(id) === id);
  for (const task of board.tasks.where((one) => isAbout(about, one) && !hub.knows(one.name))) {
    const of = task.claim === undefined ? null : hub.knows(task.claim) ? hub.id(task.claim) : null;
    const text = taskText("new", saidOf(task));
    const at = tasks.findIndex((one) => taskText("new", one) === text && one.claim === of);
    const [found] = at < 0 ? [] : tasks.splice(at, 1);
    if (found === undefined) continue;
    hub.learn(task.name, found.id);
    board.tasks.change(task.name, { openedAt: found.openedAt });
  }
}
