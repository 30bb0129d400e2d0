// Solves a DIMACS minimum-cost flow by LEMON's network simplex; prints its cost and the median of
// its milliseconds. Built by the benchmark where Debian's liblemon-dev is installed.
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <vector>

int main(int, char** argv) {
  using namespace lemon;
  typedef long long Value;
  SmartDigraph graph;
  SmartDigraph::ArcMap<Value> lower(graph), upper(graph), cost(graph);
  SmartDigraph::NodeMap<Value> supply(graph);
  std::ifstream file(argv[1]);
  readDimacsMin(file, graph, lower, upper, cost, supply);
  std::vector<double> times;
  Value total = 0;
  for (int round = 0; round < 5; ++round) {
    // What it takes to lay out its own copy of the network counts, as it does for ours.
    const std::clock_t before = std::clock();
    NetworkSimplex<SmartDigraph, Value> simplex(graph);
    simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
    simplex.run();
    times.push_back(1000.0 * (std::clock() - before) / CLOCKS_PER_SEC);
    total = simplex.totalCost();
  }
  std::sort(times.begin(), times.end());
  std::printf("%lld %.3f\n", total, times[times.size() / 2]);
}
