package io.github.goldspike.bench;

import io.github.goldspike.batch.Batch;
import io.github.goldspike.batch.FirstSpikeLoss;
import io.github.goldspike.batch.LossDerivatives;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.batch.Simulation;
import io.github.goldspike.batch.Weights;
import io.github.goldspike.simd.VectorizationProvider;
import io.github.goldspike.train.Checkpoint;
import io.github.goldspike.train.Recipe;
import io.github.goldspike.train.Schedule;
import io.github.goldspike.train.Trainer;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * 5,000 Yin-Yang-like samples on one thread: forward, forward with backward, and a whole epoch with Adam; in lanes, and each in plain Java
 * beside it. They are started in JVMs of their own, which is what makes the difference.
 *
 * <pre>mvn -q -Pbenchmark -DskipTests verify -Dbenchmark=BatchBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(value = 1, jvmArgsAppend = BatchBenchmark.LANES)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class BatchBenchmark {

    static final String LANES = "--add-modules=jdk.incubator.vector";
    static final String PLAIN = "-Dgoldspike.simd=scalar";

    private static final int SAMPLES = 5000;

    @Param({"TABLE3", "EVENTPROP"})
    public LayerSetUp setUp;

    private List<Sample> samples;
    private Weights weights;
    private Weights gradient;
    private Simulation simulation;
    private FirstSpikeLoss loss;
    private Batch batch;
    private Trainer trainer;

    @Setup(Level.Trial)
    public void network() {
        samples = setUp.samples(SAMPLES);
        weights = setUp.weights();
        gradient = new Weights(setUp.layers());
        simulation = new Simulation(setUp.layers(), setUp.until());
        loss = setUp.loss();
    }

    /** A learning rate at which the network, and so its number of spikes, stays as it is. */
    @Setup(Level.Iteration)
    public void training() {
        batch = new Batch(setUp.layers(), 1, setUp.until());
        Recipe recipe = Recipe.adam(loss, Schedule.constant(1e-9), Double.POSITIVE_INFINITY, 1, setUp.minibatch());
        trainer = new Trainer(batch, samples, recipe, Checkpoint.start(weights, 1));
    }

    @TearDown(Level.Iteration)
    public void close() {
        batch.close();
    }

    @Benchmark
    public int forward(Counted counted) {
        requireLanes(true);
        return counted.timed(this::simulate);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = PLAIN)
    public int forwardPlain(Counted counted) {
        requireLanes(false);
        return counted.timed(this::simulate);
    }

    @Benchmark
    public double forwardAndBackward(Counted counted) {
        requireLanes(true);
        return counted.timed(this::differentiate);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = PLAIN)
    public double forwardAndBackwardPlain(Counted counted) {
        requireLanes(false);
        return counted.timed(this::differentiate);
    }

    @Benchmark
    public double epoch(Counted counted) {
        requireLanes(true);
        return counted.timed(this::train);
    }

    @Benchmark
    @Fork(value = 1, jvmArgsAppend = PLAIN)
    public double epochPlain(Counted counted) {
        requireLanes(false);
        return counted.timed(this::train);
    }

    private static void requireLanes(boolean wanted) {
        if (VectorizationProvider.available() != wanted) {
            throw new IllegalStateException(wanted ? "needs " + LANES : "needs " + PLAIN);
        }
    }

    private double train() {
        return trainer.epoch().training().loss();
    }

    private int simulate() {
        int spikes = 0;
        for (Sample sample : samples) {
            simulation.run(weights, sample.stimulus());
            spikes += simulation.spikes(0);
        }
        return spikes;
    }

    private double differentiate() {
        double sum = 0;
        for (Sample sample : samples) {
            simulation.run(weights, sample.stimulus());
            LossDerivatives derivatives = loss.derivatives(simulation, weights, sample.label());
            simulation.backward(weights, derivatives, gradient);
            sum += derivatives.value();
        }
        return sum;
    }
}
