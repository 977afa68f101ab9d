package io.github.goldspike.batch;

import io.github.goldspike.train.Checkpoint;
import io.github.goldspike.train.Dice;
import io.github.goldspike.train.Recipe;
import io.github.goldspike.train.Schedule;
import io.github.goldspike.train.Trainer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 5,000 Yin-Yang-like samples on one core: forward, forward with backward, and a whole epoch with Adam; plain Java beside lanes.
 *
 * <pre>mvn -q -Pbenchmark -DskipTests verify -Dbenchmark=BatchBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {

    private static final int SAMPLES = 5000;

    /** Networks with the rates, sizes and initial weights of others. */
    public enum SetUp {
        /** Table 3 of Lee et al. */
        TABLE3(150, 0.999, 1, 2, 4, Until.ALL_OUTPUTS, 150, new Dice.Normal(1.5, 0.8), new Dice.Normal(2, 0.1)),
        /**
         * eventprop's own: 5-200-3, 20 and 5 ms, minibatches of 200, to the horizon with all spikes; weights such that about as many spikes
         * occur as there, 139 hidden ones and 32 of outputs for each sample.
         */
        EVENTPROP(
                200,
                0.2,
                0.05,
                30,
                60,
                Until.HORIZON,
                200,
                new Dice.Normal(0.081, 0.081),
                new Dice.Normal(0.0165, 0.0165));

        private final Layers layers;
        private final double latest;
        private final Until until;
        private final int minibatch;
        private final List<Dice.Normal> start;

        SetUp(
                int hidden,
                double alpha,
                double beta,
                double latest,
                double horizon,
                Until until,
                int minibatch,
                Dice.Normal hiddenStart,
                Dice.Normal outputStart) {
            this.layers = new Layers(
                    List.of(new Layer(5, hidden, alpha, beta, 1, 0), new Layer(hidden, 3, alpha, beta, 1, 0)), horizon);
            this.latest = latest;
            this.until = until;
            this.minibatch = minibatch;
            this.start = List.of(hiddenStart, outputStart);
        }

        List<Sample> samples() {
            Dice dice = new Dice(42);
            return IntStream.range(0, SAMPLES)
                    .mapToObj(k -> {
                        double x = dice.uniform(0.075, 1);
                        double y = dice.uniform(0.075, 1);
                        return new Sample(
                                Stimulus.ofFirstSpikes(
                                        latest * x,
                                        latest * y,
                                        latest * (1.075 - x),
                                        latest * (1.075 - y),
                                        0.45 * latest),
                                k % 3);
                    })
                    .toList();
        }
    }

    @Param({"TABLE3", "EVENTPROP"})
    public SetUp setUp;

    @Param({"lanes", "plain"})
    public String kernel;

    private List<Sample> samples;
    private Weights weights;
    private Weights gradient;
    private Simulation simulation;
    private FirstSpikeLoss loss;
    private Trainer trainer;

    private Kernel newKernel() {
        return kernel.equals("lanes") ? Kernel.best() : Kernel.scalar();
    }

    @Setup(Level.Trial)
    public void network() {
        samples = setUp.samples();
        weights = new Dice(1).weights(setUp.layers, setUp.start);
        gradient = new Weights(setUp.layers);
        simulation = new Simulation(setUp.layers, setUp.until, newKernel());
        loss = new FirstSpikeLoss(0.1 * setUp.latest, setUp.latest, 0.005, 10);
    }

    /** A first epoch each time, from the initial weights. */
    @Setup(Level.Iteration)
    public void training() {
        Batch batch = new Batch(setUp.layers, 1, setUp.until, this::newKernel);
        Recipe recipe = Recipe.adam(loss, Schedule.constant(1e-9), Double.POSITIVE_INFINITY, 1, setUp.minibatch);
        trainer = new Trainer(batch, samples, recipe, Checkpoint.start(weights, 1));
    }

    @Benchmark
    public int forward() {
        int spikes = 0;
        for (Sample sample : samples) {
            simulation.run(weights, sample.stimulus());
            spikes += simulation.spikes(0);
        }
        return spikes;
    }

    @Benchmark
    public double forwardAndBackward() {
        double sum = 0;
        for (Sample sample : samples) {
            simulation.run(weights, sample.stimulus());
            sum += loss.backward(simulation, weights, sample.label(), gradient);
        }
        return sum;
    }

    @Benchmark
    public double epoch() {
        return trainer.epoch().training().loss();
    }
}
