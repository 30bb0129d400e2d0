const NONE = -1;

/**
 * A spanning tree on typed arrays: node 0 is the root, and every other node hangs on one arc.
 * Each node keeps its first child and its neighbours among its siblings, so that a part of the
 * tree is rehung in as many steps as its new path to the root is long.
 */
export class SpanningTree {
  readonly parent: Int32Array;
  /** The arc on which a node hangs. */
  readonly arc: Int32Array;
  readonly depth: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  constructor(nodes: number) {
    this.parent = new Int32Array(nodes).fill(NONE);
    this.arc = new Int32Array(nodes).fill(NONE);
    this.depth = new Int32Array(nodes);
    this.#first = new Int32Array(nodes).fill(NONE);
    this.#next = new Int32Array(nodes).fill(NONE);
    this.#previous = new Int32Array(nodes).fill(NONE);
  }

  /** The node at which the ways from two nodes to the root meet. */
  apexOf(a: number, b: number): number {
    const { parent, depth } = this;
    let left = a;
    let right = b;
    while (left !== right)
      if (depth[left]! >= depth[right]!) left = parent[left]!;
      else right = parent[right]!;
    return left;
  }

  hang(node: number, parent: number, arc: number): void {
    const eldest = this.#first[parent]!;
    this.parent[node] = parent;
    this.arc[node] = arc;
    this.#previous[node] = NONE;
    this.#next[node] = eldest;
    if (eldest !== NONE) this.#previous[eldest] = node;
    this.#first[parent] = node;
  }

  /** Cuts the part below `top` off and hangs it on `arc` by its node `inside`. */
  rehang(top: number, inside: number, outside: number, arc: number): void {
    let node = inside;
    let parent = outside;
    let tie = arc;
    for (;;) {
      const above = this.parent[node]!;
      const old = this.arc[node]!;
      this.#unhang(node);
      this.hang(node, parent, tie);
      if (node === top) return;
      parent = node;
      tie = old;
      node = above;
    }
  }

  /** Becomes what another tree of as many nodes is. */
  copyFrom(other: SpanningTree): void {
    this.parent.set(other.parent);
    this.arc.set(other.arc);
    this.depth.set(other.depth);
    this.#first.set(other.#first);
    this.#next.set(other.#next);
    this.#previous.set(other.#previous);
  }

  /** Every node of the part below `top`, itself first, parents before their children. */
  forEach(top: number, visit: (node: number) => void): void {
    let node = top;
    for (;;) {
      visit(node);
      if (this.#first[node]! !== NONE) {
        node = this.#first[node]!;
        continue;
      }
      while (node !== top && this.#next[node]! === NONE) node = this.parent[node]!;
      if (node === top) return;
      node = this.#next[node]!;
    }
  }

  #unhang(node: number): void {
    const next = this.#next[node]!;
    const previous = this.#previous[node]!;
    if (next !== NONE) this.#previous[next] = previous;
    if (previous === NONE) this.#first[this.parent[node]!] = next;
    else this.#next[previous] = next;
  }
}
