package io.github.goldspike.mutants;

import java.util.List;

/** Spikes are found wrongly. */
final class SimulationMutations {

    private static final String LOOP = "EventSimulation";
    private static final String CROSSING = "FirstCrossing";

    private static final String PREDICT = "private void predict(int neuron) {";
    private static final String WHILE = "while (raster.complete()) {";
    private static final String EVENT = "if (crossingIsNext(arrivalComes)) {";
    private static final String DELIVERED = "double weight = network.weight[synapse];";
    private static final String EXCITES = "if (weight > 0 && !keyHolds(neuron, hi, lo)) {";
    private static final String EXACT = "boolean exact = key == CrossingQueue.Key.EXACT;";
    private static final String KEPT = "double kept = (keyHi - hi) + (keyLo - lo);";
    private static final String FIRES = """
        Ambiguity.nearGrazing(network, state, neuron, raster.count(neuron), slope, hi)
                        .ifPresent(raster.doubts::add);
        """.strip();
    private static final String RESET = "state[at + POTENTIAL] = constants[row + RESET];";
    private static final String FIRED = """
                predict(neuron);
                int first = network.fanOut[neuron];
        """.strip();
    private static final String FIND = """
        return rates == 1 && (drive >= 0 || startCurrents[0] >= 0) ? climb(limit) : search(limit);\
        """;
    private static final String ABOVE = "return surplus > 0 ? 0 : NEVER;";
    private static final String RISE = "double rise = positive - constants[row + BETA] * potential;";

    static final List<Mutant> ALL = List.of(
            Mutations.of(
                    "clock",
                    new Edit(LOOP, EXACT, EXACT + """
                        if (exact) {
                            keyHi = Math.ceil(keyHi / 0.02) * 0.02;
                            keyLo = 0;
                        }
                        """),
                    // The clock moves the end of a wait; the engine would say that times are too coarse for it.
                    new Edit(LOOP, KEPT, "double kept = wait;"),
                    new Edit(LOOP, FIRES, """
                        if (state[at + POTENTIAL] < constants[row + THRESHOLD]) {
                            crossings.remove(neuron);
                            predict(neuron);
                            return;
                        }
                        """),
                    new Edit(CROSSING, ABOVE, "return 0;"),
                    new Edit(CROSSING, RISE, "if (potential >= threshold) { return 0; }\n" + RISE)),
            Mutations.of("one-spike", new Edit(LOOP, PREDICT, PREDICT + silentAfter(1))),
            Mutations.of("spike-buffer", new Edit(LOOP, PREDICT, PREDICT + silentAfter(3))),
            Mutations.of("event-budget", new Edit(LOOP, WHILE, "while (raster.complete() && raster.size() < 12) {")),
            Mutations.of(
                    "looks-at-arrivals",
                    new Edit(LOOP, PREDICT, PREDICT + "if (true) { return; }"),
                    new Edit(LOOP, DELIVERED, DELIVERED + """
                        if (!held(neuron) && state[at + POTENTIAL] >= constants[network.row[neuron] + THRESHOLD]) {
                            crossings.put(neuron, hi, lo, CrossingQueue.Key.EXACT);
                            fire(neuron);
                        }
                        """)),
            Mutations.of("looks-at-steps", new Edit(CROSSING, FIND, """
                            for (int k = 1; k < 100_000 && (k - 1) * 0.5 < limit; k++) {
                                evaluate(k * 0.5);
                                if (gap <= 0) {
                                    return bracketed((k - 1) * 0.5, k * 0.5);
                                }
                            }
                            return NEVER;
                            """)),
            Mutations.of(
                    "one-for-each-arrival",
                    new Edit(LOOP, FIRED, "int first = network.fanOut[neuron];"),
                    new Edit(LOOP, EXCITES, "if (weight > Double.NEGATIVE_INFINITY) {")),
            Mutations.of(
                    "reset-clears-currents",
                    new Edit(
                            LOOP,
                            RESET,
                            RESET
                                    + "java.util.Arrays.fill(state, at + CURRENTS, at + CURRENTS + network.rates(neuron), 0);")),
            Mutations.of("ends-with-arrivals", new Edit(LOOP, EVENT, "if (!arrivalComes) { break; }\n" + EVENT)));

    private SimulationMutations() {}

    private static String silentAfter(int spikes) {
        return "if (raster.count(neuron) >= " + spikes + ") { crossings.remove(neuron); return; }";
    }
}
