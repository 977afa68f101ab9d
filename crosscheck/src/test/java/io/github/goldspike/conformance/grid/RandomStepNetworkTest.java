package io.github.goldspike.conformance.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Regime;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomStepNetworkTest {

    private static final Claims ALL = Claims.everything();

    private static Claims restricted(Set<Restriction> restrictions) {
        Map<Restriction, Double> bounds = new EnumMap<>(Restriction.class);
        restrictions.forEach(restriction -> bounds.put(
                restriction,
                switch (restriction) {
                    case DELAYS_AT_LEAST -> 1.5;
                    case TIMES_AT_MOST -> 10.0;
                    default -> 0.0;
                }));
        return new Claims(ALL.features(), ALL.losses(), ALL.wrt(), bounds, Map.of());
    }

    private static List<Network> networks(Claims claims) {
        return IntStream.range(0, 60)
                .mapToObj(seed -> RandomStepNetwork.of("", seed, claims))
                .toList();
    }

    private static List<List<String>> broken(List<Network> networks, Claims claims) {
        return networks.stream().map(new Regime(claims)::broken).toList();
    }

    /** V = ϑ is met by these; a generator whose first bit is that of near seeds has all of them in one run, and none in another. */
    @Test
    void aboutHalfOfEachRunIsCoarse() {
        Set<Rational> powers = Set.of(Rational.of(1, 2), Rational.of(1, 4), Rational.of(1, 8));
        for (long run : new long[] {0, 1_000_003, 5 * 1_000_003L}) {
            long coarse = LongStream.range(run, run + 200)
                    .mapToObj(seed -> RandomStepNetwork.of("", seed, Claims.of(EnumSet.noneOf(Feature.class))))
                    .filter(network -> ((Population.Neurons)
                                    network.populations().get(1))
                            .membrane().given().values().stream().allMatch(powers::contains))
                    .count();
            assertTrue(coarse > 60 && coarse < 140, coarse + " of 200 from seed " + run);
        }
    }

    /** How often a neuron spikes only its steps show; those networks are not sent. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ONE_SPIKE")
    void whatAnEngineSaysThatNetworksMustBeTheyAre(Restriction restriction) {
        Claims claims = restricted(EnumSet.of(restriction));
        assertTrue(broken(networks(ALL), claims).contains(List.of(restriction.field())), "some others break it");
        assertEquals(Set.of(List.of()), Set.copyOf(broken(networks(claims), claims)));
    }

    @Test
    void allRestrictionsGoTogether() {
        Claims claims = restricted(EnumSet.allOf(Restriction.class));
        assertEquals(Set.of(List.of()), Set.copyOf(broken(networks(claims), claims)));
    }

    /** On a grid of another dt rates are divided by it and rounded. */
    @Test
    void twiceTheRateIsTwiceTheRateOnEveryGrid() {
        Claims claims = restricted(EnumSet.of(Restriction.ALPHA_TWICE_BETA));
        for (String dt : List.of("1/8", "1/10", "1/1000")) {
            Rational step = Rational.parse(dt);
            List<Network> sent = networks(claims).stream()
                    .map(network -> StepScale.timesInSteps(StepScale.onGrid(network, Profile.NORSE.grid(step)), step))
                    .toList();
            assertEquals(Set.of(List.of()), Set.copyOf(broken(sent, claims)));
        }
    }
}
