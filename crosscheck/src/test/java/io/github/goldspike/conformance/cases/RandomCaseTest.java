package io.github.goldspike.conformance.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Claims.Constant;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Restriction;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RandomCaseTest {

    private static final int NETWORKS = 3 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final boolean CAMPAIGN = Integer.getInteger("goldspike.tries.factor", 1) > 1;
    private static final Set<ParameterKind> WEIGHTS = Set.of(ParameterKind.WEIGHTS);

    private static Claims claims(Set<Feature> features, Map<Restriction, Double> restrictions) {
        return new Claims(features, Optional.empty(), WEIGHTS, restrictions, Map.of());
    }

    static Stream<Claims> regimes() {
        Set<Feature> none = Set.of();
        Set<Feature> all = EnumSet.allOf(Feature.class);
        Stream<Claims> single = Stream.of(Restriction.values())
                .flatMap(restriction -> Stream.of(none, all)
                        .map(features -> claims(features, Map.of(restriction, restriction.bounded() ? 0.7 : 0.0))));
        return Stream.concat(
                single,
                Stream.of(
                        claims(all, Map.of(Restriction.DELAYS_AT_LEAST, 0.1, Restriction.TIMES_AT_MOST, 40.0)),
                        claims(
                                all,
                                Map.of(
                                        Restriction.CHAINS, 0.0,
                                        Restriction.ONE_RATE, 0.0,
                                        Restriction.ONE_THRESHOLD, 0.0,
                                        Restriction.ALPHA_ABOVE_BETA, 0.0,
                                        Restriction.ONE_SPIKE, 0.0,
                                        Restriction.NO_INPUT_AT_ZERO, 0.0)),
                        new Claims(
                                none,
                                Optional.of(Set.of("spike-time-square")),
                                WEIGHTS,
                                Map.of(Restriction.ALPHA_ABOVE_BETA, 0.0),
                                Map.of(Constant.BETA, 0.05, Constant.ALPHA, 0.2, Constant.THRESHOLD, 2.0))));
    }

    @ParameterizedTest
    @MethodSource("regimes")
    void everyNetworkIsDrawnInsideWhatIsDeclared(Claims claims) {
        Regime regime = new Regime(claims);
        for (int index = 0; index < NETWORKS; index++) {
            Golden golden = drawn(index, claims);
            assertEquals(
                    List.of(),
                    regime.missing(golden.network()),
                    golden.network().id());
            assertEquals(List.of(), regime.missing(golden), golden.network().id());
            assertTrue(golden.network().loss().map(Loss::kind).stream().allMatch(claims::hasLoss));
        }
    }

    /** Random networks drawn inside two words of the vocabulary at once: of each hundred fewer than five are skipped. */
    @Test
    void hardlyAnyNetworkIsSkippedByAProgramThatSaysTwoThingsOfItself() {
        Restriction[] words = Restriction.values();
        int each = CAMPAIGN ? 50 : 1;
        StringBuilder table = new StringBuilder("| restrictions | drawn | skipped |\n|---|---|---|\n");
        for (int i = 0; i < words.length; i++) {
            for (int k = i; k < words.length; k++) {
                if (!CAMPAIGN && (i + k) % 5 != 0) {
                    continue;
                }
                Map<Restriction, Double> both = new EnumMap<>(Restriction.class);
                both.put(words[i], words[i].bounded() ? 0.7 : 0.0);
                both.put(words[k], words[k].bounded() ? 0.7 : 0.0);
                // Half of them with all that an engine can do, which the restrictions have to take back.
                long skipped = IntStream.range(0, each)
                        .filter(index -> {
                            Claims claims = claims(index % 2 == 0 ? EnumSet.allOf(Feature.class) : Set.of(), both);
                            return !(new RandomCase(9, index).prepare(claims) instanceof Case.Prepared.Ready);
                        })
                        .count();
                String names = both.keySet().stream().map(Restriction::field).collect(Collectors.joining(", "));
                table.append("| ")
                        .append(names)
                        .append(" | ")
                        .append(each)
                        .append(" | ")
                        .append(skipped)
                        .append(" |\n");
                assertTrue(20 * skipped < each, names + ": " + skipped + " of " + each + " skipped");
            }
        }
        if (CAMPAIGN) {
            System.out.println(table);
        }
    }

    /** A delay as long as all that networks usually last leaves room for spikes; a least delay beyond the latest time leaves silence, and is no failure. */
    @ParameterizedTest
    @CsvSource({"100, 1e6, true", "1, 0.5, false", "0.1, 1e-3, false"})
    void boundsThatLeaveLittleRoomAreNoFailure(double delay, double latest, boolean spikes) {
        Claims bounds = claims(Set.of(), Map.of(Restriction.DELAYS_AT_LEAST, delay, Restriction.TIMES_AT_MOST, latest));
        for (int index = 0; index < NETWORKS; index++) {
            Golden golden = drawn(index, bounds);
            assertEquals(List.of(), new Regime(bounds).missing(golden.network()));
            assertTrue(
                    index % 8 == 0 || golden.spikeCount() > 0 == spikes,
                    golden.network().id());
        }
    }

    @Test
    void networksAreDrawnNearTheConstantsOfTheProgram() {
        Claims claims = new Claims(
                Set.of(),
                Optional.empty(),
                WEIGHTS,
                Map.of(),
                Map.of(Constant.BETA, 0.05, Constant.ALPHA, 0.2, Constant.THRESHOLD, 2.0));
        List<Network> networks = IntStream.range(0, 4 * NETWORKS)
                .mapToObj(index -> drawn(index, claims).network())
                .toList();
        assertTrue(networks.stream().allMatch(network -> betas(network).allMatch(beta -> beta > 0.01 && beta < 0.2)));
        assertTrue(networks.stream()
                        .filter(network -> betas(network).allMatch(beta -> beta == 0.05))
                        .count()
                >= NETWORKS);
        assertTrue(networks.stream().allMatch(network -> network.horizon().toDouble() > 20));
        assertTrue(networks.stream()
                .anyMatch(network -> network.projections().stream()
                        .anyMatch(projection -> projection.decay().alpha(0, 0).toDouble() == 0.2)));
    }

    private static Stream<Double> betas(Network network) {
        return network.populations().stream()
                .filter(Population.Neurons.class::isInstance)
                .map(population -> ((Population.Neurons) population).beta(0).toDouble());
    }

    private static Golden drawn(int index, Claims claims) {
        return ((Case.Prepared.Ready) new RandomCase(5, index).prepare(claims)).golden();
    }
}
