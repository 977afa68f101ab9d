package io.github.goldspike.shrinking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.model.Network;
import io.github.goldspike.property.Networks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** shrinking-S3 and shrinking-S4, for properties of networks that are seen without an engine. */
class ShrinkerProperties {

    private static final Budget AMPLE = new Budget(1_000_000, Duration.ofMinutes(5));

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    /** A network that shows what is looked for. */
    @Provide
    Arbitrary<Start> starts() {
        return Combinators.combine(Networks.any(), Arbitraries.of(Sought.class), parts())
                .as((network, sought, part) ->
                        new Start(sought.test(network) ? network : part.addedTo(network), sought));
    }

    record Start(Network network, Sought sought) {}

    private static Arbitrary<ShowsAll> parts() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 4),
                        Arbitraries.integers().between(2, 8),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 9))
                .as(ShowsAll::new);
    }

    /** Looks at every network that is tried. */
    private static final class Watched implements FailureOracle {

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
    void everyStepIsAValidSimplerNetworkAndTheLastOneIsMinimal(@ForAll("starts") Start start) {
        Network network = start.network();
        Sought sought = start.sought();
        assertTrue(sought.test(network));
        Watched watched = new Watched(network, sought);
        Shrunk shrunk = Shrinker.shrink(network, watched, AMPLE);
        assertTrue(shrunk.minimal());
        assertEquals(watched.current, shrunk.network());
        assertEquals(watched.asked, shrunk.tries());
        Network found = shrunk.network();
        assertTrue(sought.test(found));
        // shrinking-S4, by the definition: no single part can be taken away.
        NetworkReductions.units(found)
                .forEach(unit -> assertFalse(sought.test(NetworkReductions.withoutUnits(found, Set.of(unit)))));
        NetworkReductions.joints(found)
                .forEach(joint -> assertFalse(sought.test(NetworkReductions.withoutJoints(found, Set.of(joint)))));
        NetworkReductions.inputs(found)
                .forEach(input -> assertFalse(sought.test(NetworkReductions.withoutInputs(found, Set.of(input)))));
        Statistics.label("sought").collect(sought);
        Statistics.label("size").collect(Size.of(found));
    }

    @Property(tries = 15)
    void theSameNetworkIsShrunkToTheSame(@ForAll("starts") Start start) {
        assertEquals(
                Shrinker.shrink(start.network(), new Watched(start.network(), start.sought()), AMPLE),
                Shrinker.shrink(start.network(), new Watched(start.network(), start.sought()), AMPLE));
    }

    @Property(tries = 40)
    void noMoreIsTriedThanAllowed(
            @ForAll("starts") Start start, @ForAll @IntRange(max = 30) int most, @ForAll boolean byStopping) {
        Network network = start.network();
        Sought sought = start.sought();
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
