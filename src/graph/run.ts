import { getArgumentValues, GraphQLError } from "graphql";
import {
  emptyCell,
  Failed,
  failure,
  isIterable,
  isPromise,
  leaves,
  ObjectCell,
  settledAll,
  Thrown,
  type Cell,
  type Level,
  type PathOf,
} from "./cells.ts";
import type { Composite, FieldPlan, SetPlan, Shape, Variables } from "./compile.ts";
import type { Context } from "./context.ts";
import { infoOf, plansFor, type Execution } from "./type-of.ts";

/**
 * Executes a compiled operation level by level: a field is resolved for all objects of its level
 * before what lies below it is, so that what a level needs is asked for in one call.
 */
export class Run {
  readonly errors: GraphQLError[] = [];
  readonly #execution: Execution;

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  /** The root object; null where one of its fields failed that must not be null. */
  async root(plan: SetPlan): Promise<ObjectCell | null> {
    const [cell] = await this.#objects(plan, [undefined], () => []);
    if (!(cell instanceof Failed)) return cell as ObjectCell;
    this.errors.push(cell.error);
    return null;
  }

  async #objects(plan: SetPlan, parents: readonly unknown[], pathOf: PathOf): Promise<Cell[]> {
    const columns = await Promise.all(
      plan.fields.map((field) => this.#column(field, parents, (at) => [...pathOf(at), field.key])),
    );
    const level: Level = { plan, columns };
    const mayFail = plan.fields.flatMap(({ shape }, at) => (shape.nonNull ? [columns[at]!] : []));
    return parents.map((_parent, row) => {
      for (const column of mayFail) if (column[row] instanceof Failed) return column[row];
      return new ObjectCell(level, row);
    });
  }

  async #column(field: FieldPlan, parents: readonly unknown[], pathOf: PathOf): Promise<Cell[]> {
    const values = this.#resolve(field, parents);
    const settled = await settledAll(isPromise(values) ? await values : values);
    return this.#complete(field, field.shape, settled, pathOf);
  }

  #resolve(
    field: FieldPlan,
    parents: readonly unknown[],
  ): readonly unknown[] | Promise<readonly unknown[]> {
    const { context, variables } = this.#execution;
    const all = (error: unknown): readonly Thrown[] => parents.map(() => new Thrown(error));
    try {
      const args = argumentsOf(field, variables);
      if (field.batch !== undefined) {
        const values = field.batch(parents, context, args as never, field.below);
        return isPromise(values) ? values.catch(all) : values;
      }
      const { resolve } = field.field;
      if (resolve === undefined)
        return parents.map((parent) => property(parent, field, args, context));
      const info = infoOf(this.#execution, field);
      return parents.map((parent): unknown => {
        try {
          return resolve(parent, args, context, info);
        } catch (error) {
          return new Thrown(error);
        }
      });
    } catch (error) {
      return all(error);
    }
  }

  /** After CompleteValue: a null or a failure where the type allows none is handed up. */
  async #complete(
    field: FieldPlan,
    shape: Shape,
    values: readonly unknown[],
    pathOf: PathOf,
  ): Promise<Cell[]> {
    const cells = await this.#completeNullable(field, shape, values, pathOf);
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at];
      if (cell instanceof Failed) {
        if (shape.nonNull) continue;
        this.errors.push(cell.error);
        cells[at] = null;
      } else if (cell === null && shape.nonNull) {
        const name = `${field.parent.name}.${field.field.name}`;
        const cause = new Error(`Cannot return null for non-nullable field ${name}.`);
        cells[at] = failure(cause, field, pathOf(at));
      }
    }
    return cells;
  }

  #completeNullable(
    field: FieldPlan,
    shape: Shape,
    values: readonly unknown[],
    pathOf: PathOf,
  ): Cell[] | Promise<Cell[]> {
    if (shape.kind === "LEAF") return leaves(field, shape, values, pathOf);
    if (shape.kind === "LIST") return this.#lists(field, shape.of, values, pathOf);
    return this.#composites(field, shape, values, pathOf);
  }

  async #lists(
    field: FieldPlan,
    of: Shape,
    values: readonly unknown[],
    pathOf: PathOf,
  ): Promise<Cell[]> {
    const items: unknown[] = [];
    const places: [at: number, index: number][] = [];
    const cells = values.map((value, at): Cell | Cell[] => {
      const empty = emptyCell(field, value, pathOf, at);
      if (empty !== undefined) return empty;
      if (!isIterable(value)) {
        const name = `${field.parent.name}.${field.field.name}`;
        const why = `Expected Iterable, but did not find one for field "${name}".`;
        return failure(new GraphQLError(why), field, pathOf(at));
      }
      let index = 0;
      for (const item of value) {
        items.push(item);
        places.push([at, index]);
        index += 1;
      }
      return [];
    });
    const itemPath: PathOf = (item) => {
      const [at, index] = places[item]!;
      return [...pathOf(at), index];
    };
    const completed = await this.#complete(field, of, await settledAll(items), itemPath);
    places.forEach(([at], item) => {
      const list = cells[at];
      const cell = completed[item];
      if (cell instanceof Failed) cells[at] = list instanceof Failed ? list : cell;
      else if (Array.isArray(list)) list.push(cell);
    });
    return cells;
  }

  async #composites(
    field: FieldPlan,
    shape: Composite,
    values: readonly unknown[],
    pathOf: PathOf,
  ): Promise<Cell[]> {
    const cells: Cell[] = new Array<Cell>(values.length);
    const byPlan = new Map<SetPlan, number[]>();
    const planFor = plansFor(this.#execution, field, shape);
    const fits = values.map((value, at): unknown => {
      const empty = emptyCell(field, value, pathOf, at);
      if (empty === undefined) return planFor(value);
      cells[at] = empty;
      return undefined;
    });
    (await settledAll(fits)).forEach((plan, at) => {
      if (plan === undefined) return;
      if (plan instanceof Thrown) cells[at] = failure(plan.cause, field, pathOf(at));
      else {
        const group = byPlan.get(plan as SetPlan);
        if (group === undefined) byPlan.set(plan as SetPlan, [at]);
        else group.push(at);
      }
    });
    await Promise.all(
      Array.from(byPlan, async ([plan, slots]) => {
        const parents = slots.map((at) => values[at]);
        const objects = await this.#objects(plan, parents, (row) => pathOf(slots[row]!));
        slots.forEach((at, row) => (cells[at] = objects[row]));
      }),
    );
    return cells;
  }
}

/** graphql-js's default resolver. */
function property(parent: unknown, { field }: FieldPlan, args: unknown, context: Context): unknown {
  if ((typeof parent !== "object" || parent === null) && typeof parent !== "function")
    return undefined;
  const value = (parent as Record<string, unknown>)[field.name];
  return typeof value === "function" ? (value.call(parent, args, context) as unknown) : value;
}

const none: Variables = {};

/** Most fields take no argument at all, and are many. */
const argumentsOf = ({ field, nodes }: FieldPlan, variables: Variables): Variables =>
  field.args.length === 0 ? none : getArgumentValues(field, nodes[0], variables);
