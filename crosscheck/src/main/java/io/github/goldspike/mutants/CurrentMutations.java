package io.github.goldspike.mutants;

import java.util.List;

/** Input currents are read or applied wrongly. */
final class CurrentMutations {

    private static final String READER = "Translation";
    private static final String LOOP = "EventSimulation";

    private static final String SIZE = "jump.size().times(factor).toDouble(),";
    private static final String TIME = "new double[] {jump.time().toDouble()}, new double[] {low(jump.time())});";
    private static final String ARRIVES = "state[network.slot[synapse]] = current;";

    static final List<Mutant> ALL = List.of(
            Mutations.of("currents-ignored", new Edit(READER, SIZE, "0,")),
            Mutations.of("currents-lost-while-held", new Edit(LOOP, ARRIVES, """
                        if (network.alpha(synapse) > 0 || !held(neuron)) {
                            state[network.slot[synapse]] = current;
                        }
                        """)),
            Mutations.of("currents-late", new Edit(READER, TIME, """
                        new double[] {(Math.floor(jump.time().toDouble() / 0.125) + 1) * 0.125}, new double[1]);\
                        """)),
            Mutations.of("currents-by-tau-mem", new Edit(READER, SIZE, "jump.size().times(group.beta(n)).toDouble(),")),
            Mutations.of("currents-by-euler", new Edit(READER, SIZE, """
                        jump.size().times(factor).toDouble()
                                * (group.beta(n).signum() == 0 ? 1 : -0.125 * group.beta(n).toDouble()
                                        / Math.expm1(-0.125 * group.beta(n).toDouble())),
                        """)));

    private CurrentMutations() {}
}
