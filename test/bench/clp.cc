// Solves a linear program in MPS by CLP's dual simplex; prints its value and the median of its
// milliseconds. Built by the benchmark where Debian's coinor-libclp-dev is installed.
#include <coin/ClpSimplex.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

int main(int, char** argv) {
  ClpSimplex read;
  read.setLogLevel(0);
  if (read.readMps(argv[1], true) != 0) return 1;
  std::vector<double> times;
  double value = 0;
  for (int round = 0; round < 3; ++round) {
    // What it takes to lay out its own copy of the program counts, as it does for ours.
    const std::clock_t before = std::clock();
    ClpSimplex program(read);
    program.setLogLevel(0);
    ClpSolve how;
    how.setSolveType(ClpSolve::useDual);
    if (program.initialSolve(how) != 0) return 1;
    times.push_back(1000.0 * (std::clock() - before) / CLOCKS_PER_SEC);
    value = program.objectiveValue();
  }
  std::sort(times.begin(), times.end());
  std::printf("%.17g %.3f\n", value, times[times.size() / 2]);
}
