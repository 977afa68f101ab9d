package io.github.goldspike.conformance.grid;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;

/** Which networks in steps an engine is asked about. */
public final class GridPlan {

    private final List<GridCase> fixed = new ArrayList<>();
    private final List<Fuzz> random = new ArrayList<>();

    private record Fuzz(long seed, int count) {}

    /** Adds a network in steps: dt = 1, currents that enter V whole. */
    public void add(String id, Network inSteps) {
        fixed.add(new GridCase(id, inSteps, true));
    }

    /** Adds a network with the times and rates that it has. */
    public void addAsGiven(String id, Network network) {
        fixed.add(new GridCase(id, network, false));
    }

    /** Adds random networks; the same seed gives the same ones to engines that claim the same. */
    public void fuzz(long seed, int count) {
        random.add(new Fuzz(seed, count));
    }

    /** How many there are. */
    public int size() {
        return fixed.size() + random.stream().mapToInt(Fuzz::count).sum();
    }

    List<GridCase> cases(Claims claims) {
        List<GridCase> cases = new ArrayList<>(fixed);
        for (Fuzz fuzz : random) {
            for (int index = 0; index < fuzz.count(); index++) {
                String id = "grid-fuzz-" + fuzz.seed() + "-" + index;
                cases.add(new GridCase(id, RandomStepNetwork.of(id, 1_000_003 * fuzz.seed() + index, claims), true));
            }
        }
        return cases;
    }
}
