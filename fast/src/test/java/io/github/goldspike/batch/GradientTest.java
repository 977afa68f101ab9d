package io.github.goldspike.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** batch-B5 and training-T2: gradients against central differences of the loss. */
class GradientTest {

    private static final double STEP = 1e-6;
    private static final FirstSpikeLoss LOSS = new FirstSpikeLoss(0.2, 1, 0.05, 3);

    @Test
    void gradientsAreThoseOfDifferences() {
        for (double[] rates : new double[][] {{0.999, 1}, {1, 1}, {1.5, 0.6}}) {
            for (double reset : new double[] {0, -0.5, -1e6}) {
                Layers layers = YinYangLike.layers(rates[0], rates[1], 9, reset, 4);
                assertGradient(YinYangLike.weights(layers, 1, 8), YinYangLike.samples(6, 9));
            }
        }
    }

    /** Three layers, so that a hidden layer hears hidden spikes. */
    @Test
    void gradientsOfDeepNetworksAreThoseOfDifferences() {
        Layers layers = new Layers(
                List.of(
                        new Layer(5, 9, 1, 0.8, 1, 0),
                        new Layer(9, 10, 0.7, 1, 1.2, 0.1),
                        new Layer(10, 3, 1, 1, 0.9, 0)),
                5);
        assertGradient(YinYangLike.weights(layers, 0.6, 10), YinYangLike.samples(6, 11));
    }

    /** training-T2: all labels are silent; hidden spikes excite and inhibit the output, so that peaks are smooth ones and kinks. */
    @Test
    void gradientsOfSilentLabelsAreThoseOfDifferencesAtSmoothPeaksAndAtKinks() {
        Layers layers = YinYangLike.layers(0.999, 1, 9, 0, 4);
        int kinks = 0;
        int smooth = 0;
        for (int seed = 0; seed < 12; seed++) {
            Weights weights = YinYangLike.weights(layers, 0.02, seed);
            List<Sample> samples = YinYangLike.samples(3, seed);
            Simulation simulation = new Simulation(layers, Until.ALL_OUTPUTS, Kernel.scalar());
            for (Sample sample : samples) {
                simulation.run(weights, sample.stimulus());
                if (simulation.firstSpike(sample.label()) == Double.POSITIVE_INFINITY) {
                    boolean kink = simulation.peak(weights, sample.label(), 1).kink() >= 0;
                    kinks += kink ? 1 : 0;
                    smooth += kink ? 0 : 1;
                }
            }
            assertGradient(weights, samples);
        }
        assertTrue(kinks >= 5 && smooth >= 5, kinks + " kinks, " + smooth + " smooth peaks");
    }

    /** training-T2: one input over w: V_max = w h(s*) with s* = ln(β/α)/(β − α), inside the only stretch. */
    @Test
    void thePeakOfASingleKernelIsThatOfTheFormula() {
        for (double[] rates : new double[][] {{1, 1}, {0.5, 2}, {2, 0.5}}) {
            double alpha = rates[0];
            double beta = rates[1];
            double s = alpha == beta ? 1 / beta : Math.log(beta / alpha) / (beta - alpha);
            double h = alpha == beta
                    ? s * Math.exp(-beta * s)
                    : (Math.exp(-alpha * s) - Math.exp(-beta * s)) / (beta - alpha);
            Layers layers = new Layers(List.of(new Layer(1, 2, alpha, beta, 1, 0)), 30);
            Weights weights = new Weights(layers);
            weights.set(0, 0, 0, 0.5);
            Weights gradient = new Weights(layers);
            double loss = loss(weights, List.of(new Sample(Stimulus.ofFirstSpikes(0.25), 0)), gradient);
            double late = LOSS.gamma() * Math.expm1(layers.horizon());
            assertEquals(Math.log(2) + late + LOSS.kappa() * (1 - 0.5 * h), loss, 1e-15 * late);
            assertEquals(-LOSS.kappa() * h, gradient.get(0, 0, 0), 1e-14);
            assertEquals(0, gradient.get(0, 0, 1));
        }
    }

    /** The lazy simulation stops early; what it leaves out does not matter. */
    @Test
    void stoppingAtTheLastFirstSpikeChangesNothingButRounding() {
        Layers layers = YinYangLike.layers(0.999, 1, 20, 0, 3);
        Weights weights = YinYangLike.weights(layers, 0.6, 3);
        for (Sample sample : YinYangLike.samples(20, 4)) {
            Simulation lazy = new Simulation(layers, Until.ALL_OUTPUTS, Kernel.scalar());
            Simulation full = new Simulation(layers, Until.HORIZON, Kernel.scalar());
            Weights lazyGradient = new Weights(layers);
            Weights fullGradient = new Weights(layers);
            lazy.run(weights, sample.stimulus());
            full.run(weights, sample.stimulus());
            LossDerivatives lazyLoss = LOSS.derivatives(lazy, weights, sample.label());
            LossDerivatives fullLoss = LOSS.derivatives(full, weights, sample.label());
            lazy.backward(weights, lazyLoss, lazyGradient);
            full.backward(weights, fullLoss, fullGradient);
            assertTrue(lazy.spikes(0) <= full.spikes(0));
            assertEquals(fullLoss.value(), lazyLoss.value(), 1e-13 * Math.abs(fullLoss.value()));
            for (int l = 0; l < 2; l++) {
                for (int k = 0; k < lazyGradient.rows()[l].length; k++) {
                    double g = fullGradient.rows()[l][k];
                    assertEquals(g, lazyGradient.rows()[l][k], 1e-12 * (1 + Math.abs(g)));
                }
            }
        }
    }

    private static void assertGradient(Weights weights, List<Sample> samples) {
        Layers layers = weights.layers();
        Weights gradient = new Weights(layers);
        loss(weights, samples, gradient);
        SplittableRandom random = new SplittableRandom(1);
        for (int l = 0; l < layers.layers().size(); l++) {
            Layer layer = layers.layers().get(l);
            for (int i = 0; i < layer.inputs(); i++) {
                for (int probe = 0; probe < 4; probe++) {
                    int n = random.nextInt(layer.neurons());
                    double w = weights.get(l, i, n);
                    weights.set(l, i, n, w + STEP);
                    double above = loss(weights, samples, new Weights(layers));
                    weights.set(l, i, n, w - STEP);
                    double below = loss(weights, samples, new Weights(layers));
                    weights.set(l, i, n, w);
                    double difference = (above - below) / (2 * STEP);
                    assertEquals(
                            difference,
                            gradient.get(l, i, n),
                            3e-6 * (1 + Math.abs(difference)),
                            "layer " + l + ", synapse " + i + " to " + n + ", " + layer);
                }
            }
        }
    }

    private static double loss(Weights weights, List<Sample> samples, Weights gradient) {
        try (Batch batch = new Batch(weights.layers(), 1)) {
            return batch.gradient(weights, samples, LOSS, gradient).loss();
        }
    }
}
