package io.github.goldspike.diagnosis;

import java.util.HashMap;
import java.util.Map;

/** Spikes of circuits as they should be found, each computed once: most mistakes read or differentiate wrongly and find rightly. */
public final class Simulations {

    private final Map<Circuit, Spikes> known = new HashMap<>();

    /** What a program finds; what one finds rightly is shared by all that do. */
    Spikes of(Circuit circuit, Program program) {
        return program.findsSpikes()
                ? known.computeIfAbsent(circuit, unseen -> Simulation.run(unseen, program))
                : Simulation.run(circuit, program);
    }
}
