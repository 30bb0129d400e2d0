import { Kind, visit, type DocumentNode, type ExecutionResult } from "graphql";

/** Facts whose answers are kept, the newest; and questions that share the answers of one. */
const [factsMax, questionsMax] = [200, 16];

/**
 * Answers that followers of the feed share on this node. What a subscription tells of a fact is
 * made of the fact alone: all of its fields are leaves and take no arguments, so that two who ask
 * the same are told the same, whatever their rights; who is told of a fact was decided before.
 * Few are kept, for followers at the feed's end are told within moments of each other; an answer
 * with an error is nobody else's.
 */
export class SharedAnswers {
  readonly #of = new Map<object, Map<string, Promise<ExecutionResult>>>();

  async answer(
    fact: object,
    question: string,
    execute: () => ExecutionResult | Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const known = this.#of.get(fact) ?? this.#begin(fact);
    const shared = known.get(question);
    if (shared === undefined) {
      if (known.size >= questionsMax) return execute();
      const own = Promise.resolve().then(execute);
      known.set(question, own);
      return own;
    }
    const result = await shared.catch(() => undefined);
    return result !== undefined && result.errors === undefined ? result : execute();
  }

  #begin(fact: object): Map<string, Promise<ExecutionResult>> {
    const known = new Map<string, Promise<ExecutionResult>>();
    this.#of.set(fact, known);
    const [oldest] = this.#of.keys();
    if (this.#of.size > factsMax && oldest !== undefined) this.#of.delete(oldest);
    return known;
  }
}

/**
 * What two operations must have in common to be answered alike: the text, the operation that is
 * meant, and the variables that decide by a directive what is selected. Where a reader begins
 * and what it filters is said in arguments, and does not change what it is told of a fact.
 */
export function questionOf(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): string | undefined {
  const body = document.loc?.source.body;
  if (body === undefined) return undefined;
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]: (directive) => {
      visit(directive, { [Kind.VARIABLE]: ({ name }) => void names.add(name.value) });
    },
  });
  // A variable that is null is not one that was left to its usual value.
  const values = [...names].sort().map((name) => [name, ...(given(variables, name) ?? [])]);
  return JSON.stringify([body, operationName ?? null, values]);
}

const given = (variables: Readonly<Record<string, unknown>> | null | undefined, name: string) =>
  variables?.[name] === undefined ? undefined : [variables[name]];
