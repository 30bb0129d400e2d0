import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { Fault } from "./fault.ts";

/** How large an operation may be written. What is larger is refused before it is validated. */
export const shapeLimits = {
  tokens: 2000,
  depth: 12,
  /** Introspection nests types in types; the standard query of tools goes this deep. */
  introspectionDepth: 20,
  nesting: 24,
  fields: 1000,
  aliases: 30,
  directives: 20,
  rootFields: 20,
  repeats: 5,
  definitions: 50,
};

interface Measure {
  /** Fields after every fragment is spread: what would be executed. */
  readonly fields: number;
  readonly depth: number;
  /** Selection sets within selection sets, inline fragments counted too. */
  readonly nesting: number;
  /** Fields of this level alone, those of its fragments included. */
  readonly width: number;
}

const nothing: Measure = { fields: 0, depth: 0, nesting: 0, width: 0 };

/** What is too much about a document, without a schema and in time linear to its text. */
export function shapeFault(document: DocumentNode): Fault | undefined {
  const { definitions } = document;
  if (definitions.length > shapeLimits.definitions)
    return tooLarge("definitions", definitions.length, shapeLimits.definitions);
  const sheet = new Sheet(document);
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { selectionSet } = definition;
    sheet.count(definition.directives);
    const measured = sheet.measure(selectionSet);
    if (measured.width > shapeLimits.rootFields)
      return tooLarge("root fields", measured.width, shapeLimits.rootFields);
    const fault = measuredFault(measured);
    if (fault !== undefined) return fault;
  }
  return sheet.fault();
}

function measuredFault(
  { fields, depth, nesting }: Measure,
  max = shapeLimits.depth,
): Fault | undefined {
  if (depth > max || nesting > shapeLimits.nesting)
    return new Fault("OPERATION_TOO_DEEP", 400, { max });
  return fields > shapeLimits.fields ? tooLarge("fields", fields, shapeLimits.fields) : undefined;
}

const tooLarge = (what: string, count: number, max: number): Fault =>
  new Fault("OPERATION_TOO_LARGE", 400, { what, count: Math.min(count, 1e9), max });

/** Measures a document; each fragment once, however often it is spread. */
class Sheet {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();
  #aliases = 0;
  #directives = 0;
  #repeats = 0;

  constructor({ definitions }: DocumentNode) {
    for (const definition of definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
  }

  fault(): Fault | undefined {
    // A fragment that nothing spreads is validated all the same.
    for (const [name, { typeCondition }] of this.#fragments) {
      const measure = this.#spread(name);
      const aboutTypes = typeCondition.name.value.startsWith("__");
      const deep = aboutTypes ? shapeLimits.introspectionDepth : shapeLimits.depth;
      const fault = measuredFault(measure, deep);
      if (fault !== undefined) return fault;
    }
    const { aliases, directives, repeats } = shapeLimits;
    if (this.#aliases > aliases) return tooLarge("aliases", this.#aliases, aliases);
    if (this.#directives > directives) return tooLarge("directives", this.#directives, directives);
    return this.#repeats > repeats ? tooLarge("repeats", this.#repeats, repeats) : undefined;
  }

  count(directives: readonly unknown[] | undefined): void {
    this.#directives += directives?.length ?? 0;
  }

  measure({ selections }: SelectionSetNode): Measure {
    const names = new Map<string, number>();
    let [fields, depth, nesting, width] = [0, 0, 0, 0];
    for (const selection of selections) {
      this.count(selection.directives);
      const name = nameOf(selection);
      if (name !== undefined) {
        const times = (names.get(name) ?? 0) + 1;
        names.set(name, times);
        this.#repeats = Math.max(this.#repeats, times);
      }
      const inner = this.#inside(selection);
      fields += inner.fields;
      depth = Math.max(depth, inner.depth);
      nesting = Math.max(nesting, inner.nesting + 1);
      width += inner.width;
    }
    return { fields, depth, nesting, width };
  }

  #inside(selection: SelectionNode): Measure {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#spread(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.measure(selection.selectionSet);
    if (selection.alias !== undefined) this.#aliases += 1;
    const inner =
      selection.selectionSet === undefined ? nothing : this.measure(selection.selectionSet);
    const { fields, depth, nesting } = inner;
    const free = selection.name.value.startsWith("__") && depth < shapeLimits.introspectionDepth;
    return { fields: fields + 1, depth: free ? 1 : depth + 1, nesting, width: 1 };
  }

  #spread(name: string): Measure {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    // A circle counts nothing here: validation names it. So does a fragment that is not there.
    this.#measured.set(name, nothing);
    if (fragment === undefined) return nothing;
    this.count(fragment.directives);
    const measured = this.measure(fragment.selectionSet);
    this.#measured.set(name, measured);
    return measured;
  }
}

function nameOf(selection: SelectionNode): string | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return undefined;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
  return selection.alias?.value ?? selection.name.value;
}
