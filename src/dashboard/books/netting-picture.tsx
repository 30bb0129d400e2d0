import { figure } from "../core/figures.ts";
import { useName, useSay, type Say } from "../core/lang.ts";
import type { Round } from "./netting.tsx";

const size = { width: 360, height: 190 };
const middle = { x: size.width / 2, y: size.height / 2 };
const radius = { x: 122, y: 66 };
const boxHalf = 46;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The parties in a ring, and how much of what each owes the next is netted. */
export function NettingPicture({ round }: { readonly round: Round }) {
  const say = useSay();
  const name = useName();
  const spots = new Map(
    round.parties.map(({ organization }, at): [string, Spot] => [
      organization.id,
      spotOf(at, round.parties.length),
    ]),
  );
  const arrows = arrowsOf(round, say);
  const told = arrows.map(({ from, to, amount }) => `${name(from)} → ${name(to)} ${amount}`);
  return (
    <svg
      className="netting-picture"
      role="img"
      aria-label={say(`互抵图:${told.join(",")}`, `Netting: ${told.join(", ")}`)}
      viewBox={`0 0 ${size.width} ${size.height}`}
    >
      <defs>
        <marker id="netting-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {arrows.map(({ from, to, amount }) => (
        <Arrow
          key={`${from.id} ${to.id}`}
          from={spots.get(from.id) ?? middle}
          to={spots.get(to.id) ?? middle}
          amount={amount}
        />
      ))}
      {round.parties.map(({ organization }) => {
        const { x, y } = spots.get(organization.id) ?? middle;
        return (
          <g key={organization.id} transform={`translate(${x} ${y})`}>
            <rect x={-boxHalf} y={-13} width={2 * boxHalf} height={26} rx={4} />
            <text textAnchor="middle" dominantBaseline="central">
              {short(name(organization))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const short = (text: string): string => (text.length > 7 ? `${text.slice(0, 6)}…` : text);

function spotOf(at: number, of: number): Spot {
  const angle = (2 * Math.PI * at) / of - Math.PI / 2;
  return { x: middle.x + radius.x * Math.cos(angle), y: middle.y + radius.y * Math.sin(angle) };
}

type Party = Round["moves"][number]["debtor"];
interface Flow {
  readonly from: Party;
  readonly to: Party;
  readonly amount: string;
}

/** Claims of the same two in one arrow; of several items each with its unit. */
function arrowsOf({ moves }: Round, say: Say): Flow[] {
  const flows = new Map<string, { from: Party; to: Party; by: Map<string, number> }>();
  for (const { debtor: from, creditor: to, quantity, item } of moves) {
    const key = `${from.id} ${to.id}`;
    const flow = flows.get(key) ?? { from, to, by: new Map<string, number>() };
    const unit = item === null ? say("分", "fen") : say(item.unitZh, item.unit);
    flow.by.set(unit, (flow.by.get(unit) ?? 0) + quantity);
    flows.set(key, flow);
  }
  return [...flows.values()].map(({ from, to, by }) => ({
    from,
    to,
    amount: [...by].map(([unit, quantity]) => `${figure(quantity)} ${unit}`).join(" + "),
  }));
}

/** Bent to one side, so that two arrows between the same two do not lie on each other. */
function Arrow({ from, to, amount }: { from: Spot; to: Spot; amount: string }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy);
  if (long === 0) return null;
  const cut = { x: (dx / long) * boxHalf, y: (dy / long) * 20 };
  const bend = { x: (from.x + to.x) / 2 + dy * 0.2, y: (from.y + to.y) / 2 - dx * 0.2 };
  const top = { x: (from.x + to.x + 2 * bend.x) / 4, y: (from.y + to.y + 2 * bend.y) / 4 };
  const start = `${from.x + cut.x} ${from.y + cut.y}`;
  const end = `${to.x - cut.x} ${to.y - cut.y}`;
  return (
    <>
      <path d={`M${start} Q${bend.x} ${bend.y} ${end}`} markerEnd="url(#netting-tip)" />
      <text className="amount" x={top.x} y={top.y} textAnchor="middle">
        {amount}
      </text>
    </>
  );
}
