package io.github.goldspike.bench;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.batch.ModelNetwork;
import io.github.goldspike.batch.Sample;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
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

/** One sample of the Yin-Yang network of Table 3, 5-150-3, proved: all spike times, the loss and its gradient by all weights. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class CertifiedBenchmark {

    /** The latest input. */
    private static final double HORIZON = 2;

    @Param("50")
    public int digits;

    private Network network;

    @Setup
    public void network() {
        LayerSetUp setUp = LayerSetUp.TABLE3;
        Sample sample = setUp.samples(1).get(0);
        network = ModelNetwork.of("sample", setUp.weights(HORIZON), sample.stimulus(), sample.label(), setUp.loss());
    }

    @Benchmark
    public Answer<Ball> adjoint(Counted counted) {
        Question question = Question.ofDigits(digits).by(Method.ADJOINT);
        return counted.timed(() -> new CertifiedEngine().solve(network, question));
    }
}
