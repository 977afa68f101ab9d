package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A random network, the same for the same seed, index and claims.
 *
 * @param seed of the run
 * @param index of the network in it
 */
public record RandomCase(long seed, int index) implements Case {

    private static final int MOST_SPIKES = 60;
    private static final int ATTEMPTS = 200;
    /** One network in so many may be silent, or have a loss that needs a spike which does not happen. */
    private static final int IDLE = 8;

    /** The first {@code count} networks of a seed. */
    public static List<Case> of(long seed, int count) {
        List<Case> cases = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            cases.add(new RandomCase(seed, index));
        }
        return cases;
    }

    @Override
    public String id() {
        return "fuzz-" + seed + "-" + index;
    }

    @Override
    public Prepared prepare(Claims claims) {
        Regime regime = new Regime(claims);
        Optional<Golden> quiet = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RandomSource draw = new RandomSource(seed, index, attempt);
            try {
                Network network = RandomKernels.added(
                        RandomNetwork.of(id(), draw, claims), new RandomSource(~seed, index, attempt), claims);
                if (regime.missing(network).isEmpty()) {
                    Optional<Golden> golden = lasting(network, draw, claims);
                    if (golden.filter(known -> !idle(known) || index % IDLE == 0)
                            .isPresent()) {
                        return new Prepared.Ready(golden.get());
                    }
                    quiet = golden.isPresent() ? golden : quiet;
                }
            } catch (InvalidNetworkException notDrawn) {
                // Numbers that make no network, for instance an initial potential that was rounded up to the threshold.
            }
        }
        // Where claims leave no time for spikes, as a least delay beyond the latest time does, silence is all there is.
        return quiet.<Prepared>map(Prepared.Ready::new)
                .orElseThrow(() -> new InvalidNetworkException(
                        "", "none is inside what is declared in " + ATTEMPTS + " attempts"));
    }

    /** With what only the spikes show where to put; empty if something is undecided. */
    private static Optional<Golden> lasting(Network network, RandomSource draw, Claims claims) {
        Optional<Golden> golden = decided(network);
        if (golden.isPresent() && claims.has(Restriction.ONE_SPIKE)) {
            golden = SpikeDraws.beforeSecondSpikes(golden.get())
                    .map(RandomCase::decided)
                    .orElse(golden);
        }
        if (golden.isPresent() && !claims.has(Restriction.ONE_SPIKE)) {
            golden = SpikeDraws.withInputWhileHeld(golden.get(), draw)
                    .map(RandomCase::decided)
                    .orElse(golden);
        }
        return golden;
    }

    private static Optional<Golden> decided(Network network) {
        return Optional.of(Golden.of(network, MOST_SPIKES))
                .filter(golden -> golden.undecided().isEmpty());
    }

    private static boolean idle(Golden golden) {
        return golden.spikeCount() == 0
                || golden.loss().filter(Outcome.Undefined.class::isInstance).isPresent();
    }
}
