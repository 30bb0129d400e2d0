import graphology from "graphology";
import { dijkstra } from "graphology-shortest-path";
import { compare } from "../kernel/compare.ts";
import type { Network, Passage, RoadLink, Route } from "./network.model.ts";

/**
 * The quickest way to `to` from every place that can reach it. Roads run both ways, so one
 * search outwards from the destination answers for all origins at once.
 */
export function routesTo(
  network: Network,
  to: string,
  passage: Passage = {},
): ReadonlyMap<string, Route> {
  const excluded = passage.excludedNodes ?? new Set<string>();
  const out = (node: string): boolean => node !== to && excluded.has(node);
  const graph = new graphology.UndirectedGraph<Record<string, never>, { link: RoadLink }>();
  for (const { id } of network.nodes.toSorted((a, b) => compare(a.id, b.id)))
    if (!out(id)) graph.addNode(id);
  if (!graph.hasNode(to)) return new Map();
  // Of parallel roads the quickest stays; sorting makes ties fall the same way on every machine.
  for (const link of network.links.toSorted(byMinutes)) {
    const { fromNode, toNode } = link;
    if (passage.closedLinks?.has(link.id) === true || fromNode === toNode) continue;
    if (!graph.hasNode(fromNode) || !graph.hasNode(toNode)) continue;
    if (!graph.hasEdge(fromNode, toNode)) graph.addEdge(fromNode, toNode, { link });
  }
  const found = dijkstra.singleSource(graph, to, (_edge, { link }) => link.minutes);
  const linkOf = (a: string, b: string): RoadLink =>
    graph.getEdgeAttribute(graph.edge(a, b), "link");
  const factor = passage.speedFactor ?? 1;
  return new Map(
    Object.entries(found).map(([from, path]) => [from, routeOf(path, linkOf, factor)]),
  );
}

/** `outward` runs from the destination; the way runs to it. */
function routeOf(
  outward: readonly string[],
  linkOf: (a: string, b: string) => RoadLink,
  speedFactor: number,
): Route {
  const nodes = outward.toReversed();
  const links = nodes.slice(1).map((node, at) => linkOf(nodes[at] ?? node, node));
  const minutes = links.reduce((sum, link) => sum + link.minutes, 0);
  return {
    from: nodes[0] ?? "",
    to: nodes.at(-1) ?? "",
    // Rounded up, or a plan would promise a minute too much; first freed of binary dust.
    minutes: Math.ceil(Math.round(minutes * speedFactor * 1e6) / 1e6),
    km: Math.round(links.reduce((sum, link) => sum + link.km, 0) * 10) / 10,
    nodes,
    links: links.map(({ id }) => id),
  };
}

const byMinutes = (a: RoadLink, b: RoadLink): number =>
  a.minutes - b.minutes || a.km - b.km || compare(a.id, b.id);
