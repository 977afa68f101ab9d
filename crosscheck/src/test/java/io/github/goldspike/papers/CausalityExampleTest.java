package io.github.goldspike.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.CausalGraph;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Progress;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** [FP sec. 7.3] with numbers that can occur (theorems-T9): three neurons in a row, spikes 3, 2 and 1. */
class CausalityExampleTest {

    private static final double ALPHA = 2;
    private static final double BETA = 0.5;
    private static final double[] WEIGHTS = {4, 4, 3};
    private static final double[] INPUTS = {0, 1, 1};

    /** In the paper's order, by neuron. */
    private static final List<SpikeId> SPIKES = List.of(
            new SpikeId("1", 0, 0),
            new SpikeId("1", 0, 1),
            new SpikeId("1", 0, 2),
            new SpikeId("2", 0, 0),
            new SpikeId("2", 0, 1),
            new SpikeId("3", 0, 0));

    private static CausalGraph<Ball> graph;
    private static Answer<Ball> answer;

    @BeforeAll
    static void solve() throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("examples/causality.network.json"))) {
            Network network = NetworkReader.read(file);
            Question question = Question.ofDigits(30).withJacobian();
            graph = new CertifiedEngine().causalGraph(network, question, Progress.SILENT);
            answer = new CertifiedEngine().solve(network, question);
        }
    }

    private static double[][] matrix() {
        double[][] matrix = new double[6][6];
        for (CausalGraph.Row<Ball> row : graph.rows()) {
            int f = SPIKES.indexOf(row.spike());
            matrix[f][f] = row.slope().approximate();
            row.bySpike().forEach((g, entry) -> matrix[f][SPIKES.indexOf(g)] = entry.approximate());
        }
        return matrix;
    }

    private static double time(int spike) {
        SpikeId id = SPIKES.get(spike);
        return answer.spikes()
                .get(id.population())
                .get(0)
                .get(id.index())
                .time()
                .approximate();
    }

    private static double kernel(double s) {
        return s <= 0 ? 0 : (Math.exp(-ALPHA * s) - Math.exp(-BETA * s)) / (BETA - ALPHA);
    }

    private static double kernelSlope(double s) {
        return s <= 0 ? 0 : (BETA * Math.exp(-BETA * s) - ALPHA * Math.exp(-ALPHA * s)) / (BETA - ALPHA);
    }

    @Test
    void theMatrixIsFilledWhereThePaperHasACross() {
        boolean[][] crosses = {
            {true, false, false, false, false, false},
            {true, true, false, false, false, false},
            {true, true, true, false, false, false},
            {true, false, false, true, false, false},
            {true, true, true, true, true, false},
            {false, false, false, true, true, true}
        };
        double[][] matrix = matrix();
        for (int f = 0; f < 6; f++) {
            for (int g = 0; g < 6; g++) {
                assertEquals(crosses[f][g], matrix[f][g] != 0, "row " + SPIKES.get(f) + ", column " + SPIKES.get(g));
            }
            assertTrue(matrix[f][f] > 0);
        }
    }

    @Test
    void theEntriesAreThoseOfTheSixEquations() {
        double[][] matrix = matrix();
        int[] first = {0, 3, 5, 6};
        for (int neuron = 0; neuron < 3; neuron++) {
            for (int f = first[neuron]; f < first[neuron + 1]; f++) {
                for (int g = 0; g < f; g++) {
                    double since = time(f) - time(g);
                    double expected = g >= first[neuron]
                            ? -BETA * Math.exp(-BETA * since)
                            : neuron > 0 && g >= first[neuron - 1] && since > 0
                                    ? -WEIGHTS[neuron] * kernelSlope(since)
                                    : 0;
                    assertEquals(expected, matrix[f][g], 1e-12, "L of " + SPIKES.get(f) + " by " + SPIKES.get(g));
                }
            }
        }
    }

    @Test
    void substitutionInEquationTenGivesTheSixByThreeMatrixOfDerivatives() {
        double[][] matrix = matrix();
        int[] neuron = {0, 0, 0, 1, 1, 2};
        double[][] byWeight = new double[6][3];
        for (int f = 0; f < 6; f++) {
            double[] sending = neuron[f] == 0
                    ? INPUTS
                    : neuron[f] == 1 ? new double[] {time(0), time(1), time(2)} : new double[] {time(3), time(4)};
            double at = time(f);
            byWeight[f][neuron[f]] =
                    -Arrays.stream(sending).map(g -> kernel(at - g)).sum();
            for (int w = 0; w < 3; w++) {
                for (int g = 0; g < f; g++) {
                    byWeight[f][w] -= matrix[f][g] * byWeight[g][w];
                }
                byWeight[f][w] /= matrix[f][f];
            }
        }
        Map<SpikeId, Map<Integer, Double>> jacobian = answer.jacobian().orElseThrow().stream()
                .collect(Collectors.groupingBy(
                        Derivative::spike,
                        Collectors.toMap(
                                entry -> entry.parameter().owner(),
                                entry -> entry.value().approximate())));
        for (int f = 0; f < 6; f++) {
            for (int w = 0; w < 3; w++) {
                double certified = jacobian.get(SPIKES.get(f)).getOrDefault(w, 0.0);
                assertEquals(certified, byWeight[f][w], 1e-12, SPIKES.get(f) + " by weight " + (w + 1));
            }
        }
    }
}
