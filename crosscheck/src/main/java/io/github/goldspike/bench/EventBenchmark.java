package io.github.goldspike.bench;

import io.github.goldspike.contract.Method;
import io.github.goldspike.event.EventGradient;
import io.github.goldspike.event.EventNetwork;
import io.github.goldspike.event.EventSimulation;
import io.github.goldspike.event.Raster;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * Recurrent networks in continuous time, each neuron with so many synapses, on one thread where it is not said. {@code synapticEvents} is their number in a
 * repetition, forward or backward.
 *
 * <pre>mvn -q -Pbenchmark -DskipTests verify -Dbenchmark=EventBenchmark</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class EventBenchmark {

    private static final int SPIKE_LIMIT = 10_000_000;

    /** Neurons x synapses of each: scaling with the network, and with synapses and spikes at one size. */
    @Param({"100x100", "10000x100", "100000x100", "10000x10", "10000x1000"})
    public String size;

    /** Different delays of the synapses of a neuron; synapses with the same delay are one event. */
    @Param({"1", "100"})
    public int delays;

    /** Neurons times simulated time in membrane time constants: scaling with spikes. */
    @Param("1e5")
    public double work;

    private EventNetwork network;
    private double horizon;
    private int fanOut;
    private Raster raster;
    private double[] partials;

    /** A network, and its spikes for the sweeps backward. */
    @Setup
    public void network() {
        int neurons = Integer.parseInt(size.split("x")[0]);
        fanOut = Integer.parseInt(size.split("x")[1]);
        network = SpontaneousNetwork.of(neurons, fanOut, Math.min(delays, fanOut), 1);
        horizon = work / neurons;
        raster = EventSimulation.run(network, horizon, SPIKE_LIMIT);
        partials = new double[raster.size()];
        Arrays.fill(partials, 1);
    }

    @Benchmark
    public Raster forward(Counted counted) {
        count(counted);
        return counted.timed(() -> EventSimulation.run(network, horizon, SPIKE_LIMIT));
    }

    /** On the wall: CPU time would be the same for any number of threads. */
    @Benchmark
    public Raster forwardOnTwoThreads(Counted counted) {
        count(counted);
        return counted.timedOnTheWall(() -> EventSimulation.run(network, horizon, SPIKE_LIMIT, 2));
    }

    @Benchmark
    public double[] adjoint(Counted counted) {
        count(counted);
        return counted.timed(() -> EventGradient.byWeights(raster, partials, Method.ADJOINT));
    }

    @Benchmark
    public double[] eventProp(Counted counted) {
        count(counted);
        return counted.timed(() -> EventGradient.byWeights(raster, partials, Method.EVENTPROP));
    }

    private void count(Counted counted) {
        counted.spikes += raster.size();
        counted.synapticEvents += (long) fanOut * raster.size();
    }
}
