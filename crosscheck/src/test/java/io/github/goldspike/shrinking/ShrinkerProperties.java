package io.github.goldspike.shrinking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.property.Networks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** proofs-notes/shrinking.md, S3 and S4, for properties of networks that are seen without an engine. */
class ShrinkerProperties {

    private static final Budget AMPLE = new Budget(1_000_000, Duration.ofMinutes(5));

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    /** What is looked for. */
    enum Sought implements Predicate<Network> {
        A_DELAY {
            @Override
            public boolean test(Network network) {
                return synapses(network).stream()
                        .anyMatch(synapse -> synapse.delay().signum() > 0);
            }
        },
        TWO_INPUTS_AND_THREE_SYNAPSES {
            @Override
            public boolean test(Network network) {
                Size size = Size.of(network);
                return size.inputs() >= 2 && size.synapses() >= 3;
            }
        },
        A_LOSS {
            @Override
            public boolean test(Network network) {
                return network.loss().isPresent();
            }
        },
        A_LOSS_OF_A_POTENTIAL {
            @Override
            public boolean test(Network network) {
                return network.loss()
                        .filter(loss -> loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral)
                        .isPresent();
            }
        },
        MUCH_WEIGHT {
            @Override
            public boolean test(Network network) {
                Rational sum = synapses(network).stream()
                        .map(Synapse::weight)
                        .map(weight -> weight.times(weight))
                        .reduce(Rational.ZERO, Rational::plus);
                return sum.compareTo(Rational.of(10)) > 0;
            }
        },
        A_START_AWAY_FROM_REST {
            @Override
            public boolean test(Network network) {
                return network.populations().stream()
                        .anyMatch(population ->
                                population instanceof Population.Neurons neurons && awayFromRest(neurons));
            }
        };

        private static boolean awayFromRest(Population.Neurons neurons) {
            for (int n = 0; n < neurons.size(); n++) {
                if (!neurons.initial(n).equals(neurons.leak().of(n))) {
                    return true;
                }
            }
            return false;
        }

        private static List<Synapse> synapses(Network network) {
            return network.projections().stream()
                    .map(Projection::synapses)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    @Provide
    Arbitrary<Sought> sought() {
        return Arbitraries.of(Sought.class);
    }

    /** Looks at every network that is tried. */
    private static final class Watched implements Subject {

        private final Predicate<Network> sought;
        private Network current;
        private int asked;
        private int patience = Integer.MAX_VALUE;

        Watched(Network start, Predicate<Network> sought) {
            this.sought = sought;
            current = start;
        }

        @Override
        public Network form(Network network) {
            return network;
        }

        @Override
        public boolean admits(Network candidate, Network from) {
            assertEquals(current, from);
            return true;
        }

        @Override
        public boolean shows(Network network) {
            asked++;
            assertEquals(network, readBack(network));
            assertTrue(Complexity.of(network).compareTo(Complexity.of(current)) < 0, "not simpler: " + network);
            boolean shows = sought.test(network);
            current = shows ? network : current;
            return shows;
        }

        @Override
        public boolean stopped() {
            return asked >= patience;
        }
    }

    private static Network readBack(Network network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            NetworkWriter.write(network, bytes);
            return NetworkReader.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }

    @Property(tries = 60)
    void everyStepIsAValidSimplerNetworkAndTheLastOneIsMinimal(
            @ForAll("networks") Network network, @ForAll("sought") Sought sought) {
        Assume.that(sought.test(network));
        Watched watched = new Watched(network, sought);
        Shrunk shrunk = Shrinker.shrink(network, watched, AMPLE);
        assertTrue(shrunk.minimal());
        assertEquals(watched.current, shrunk.network());
        assertEquals(watched.asked, shrunk.tries());
        Network found = shrunk.network();
        assertTrue(sought.test(found));
        // S4, by the definition: no single part can be taken away.
        Surgery.units(found).forEach(unit -> assertFalse(sought.test(Surgery.withoutUnits(found, Set.of(unit)))));
        Surgery.joints(found).forEach(joint -> assertFalse(sought.test(Surgery.withoutJoints(found, Set.of(joint)))));
        Surgery.inputs(found).forEach(input -> assertFalse(sought.test(Surgery.withoutInputs(found, Set.of(input)))));
        Statistics.label("sought").collect(sought);
        Statistics.label("size").collect(Size.of(found));
    }

    @Property(tries = 15)
    void theSameNetworkIsShrunkToTheSame(@ForAll("networks") Network network, @ForAll("sought") Sought sought) {
        Assume.that(sought.test(network));
        assertEquals(
                Shrinker.shrink(network, new Watched(network, sought), AMPLE),
                Shrinker.shrink(network, new Watched(network, sought), AMPLE));
    }

    @Property(tries = 40)
    void noMoreIsTriedThanAllowed(
            @ForAll("networks") Network network,
            @ForAll("sought") Sought sought,
            @ForAll @IntRange(max = 30) int most,
            @ForAll boolean byStopping) {
        Assume.that(sought.test(network));
        Watched watched = new Watched(network, sought);
        if (byStopping) {
            watched.patience = most;
        }
        Shrunk shrunk = Shrinker.shrink(network, watched, byStopping ? AMPLE : new Budget(most, Duration.ofMinutes(5)));
        assertTrue(watched.asked <= most && shrunk.tries() == watched.asked);
        assertTrue(sought.test(shrunk.network()), "an unfinished search also has a network that shows it");
        Statistics.label("minimal").collect(shrunk.minimal());
        if (!shrunk.minimal()) {
            assertEquals(most, watched.asked);
        }
    }

    @Property(tries = 20)
    void withoutTimeNothingIsTried(@ForAll("networks") Network network) {
        Shrunk shrunk = Shrinker.shrink(network, new Watched(network, any -> true), new Budget(1_000, Duration.ZERO));
        assertEquals(0, shrunk.tries());
        assertEquals(network, shrunk.network());
    }
}
