package io.github.goldspike.conformance.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.grid.Surrogate;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of grids-N5 by the reals of neurons, in plain binary64, are right to what grids-N12 allows, with the factors of every profile. */
class StepSumsTest {

    private static final Set<Feature> FEATURES = EnumSet.of(
            Feature.RECURRENT, Feature.DELAYS, Feature.LEAK, Feature.RESET, Feature.CURRENT, Feature.HETEROGENEOUS);

    @ParameterizedTest
    @EnumSource
    void binary64OnEveryProfileIsWithinTheLimitsOfEveryKind(Profile profile) {
        Grid grid = profile.grid(Rational.ONE).with(Surrogate.parse("fast-sigmoid:2"));
        int held = 0;
        for (int seed = 0; seed < 12; seed++) {
            GridGolden golden = GridGolden.of(
                    StepScale.onGrid(RandomStepNetwork.of("n" + seed, seed, Claims.of(FEATURES)), grid), grid);
            StepProgram program = new StepProgram(
                            new StepCircuit(golden.network(), grid, new Roundings(53)),
                            Set.of(),
                            Optional.of(golden.steps()))
                    .run();
            for (Judgement judgement :
                    GridKinds.judgements(golden, given(golden.network(), program), program, Dtype.FLOAT64)) {
                assertEquals(Verdict.AGREES, judgement.verdict(), seed + " " + judgement);
                held += judgement.values();
            }
        }
        assertTrue(held > 100, held + " values");
    }

    private static Map<ParameterKind, Map<String, BigDecimal>> given(Network network, StepProgram program) {
        StepDerivatives derivatives = new StepDerivatives(
                program, new StepLosses(program, network.loss().orElseThrow()));
        derivatives.run();
        StepSums sums = derivatives.sums();
        Map<ParameterKind, Map<String, BigDecimal>> given = new EnumMap<>(ParameterKind.class);
        given.put(ParameterKind.ALPHA, new HashMap<>());
        for (int p = 0; p < network.projections().size(); p++) {
            List<Rational> alphas =
                    network.projections().get(p).decay().constant().given().values();
            String axis = switch (network.projections().get(p).decay().axis()) {
                case ALL -> "";
                case PRE -> "/pre/";
                case POST -> "/post/";
            };
            for (int k = 0; k < alphas.size(); k++) {
                String place = "/" + p + axis + (axis.isEmpty() ? "" : String.valueOf(k));
                given.get(ParameterKind.ALPHA)
                        .put(place, new BigDecimal(sums.ofAlpha(p, k).value()));
            }
        }
        for (ParameterKind kind :
                List.of(ParameterKind.BETA, ParameterKind.THRESHOLD, ParameterKind.RESET, ParameterKind.LEAK)) {
            given.put(kind, new HashMap<>());
            for (Population population : network.populations()) {
                if (population instanceof Population.Neurons neurons) {
                    boolean followed =
                            kind == ParameterKind.LEAK && neurons.initial().isEmpty();
                    for (StepCircuit.Cell cell : program.circuit().group(neurons.name())) {
                        given.get(kind)
                                .put(
                                        "/" + neurons.name() + "/" + cell.index,
                                        new BigDecimal(
                                                sums.of(kind, cell, followed).value()));
                    }
                }
            }
        }
        return given;
    }
}
