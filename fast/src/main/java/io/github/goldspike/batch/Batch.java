package io.github.goldspike.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Many samples in several threads. Samples go in chunks of fixed size, sums are made in the order of the samples within a chunk and then
 * in the order of the chunks: the number of threads changes no bit (batch-B6).
 */
public final class Batch implements AutoCloseable {

    private static final int CHUNK = 16;

    private final Layers layers;
    private final int threads;
    private final Supplier<Kernel> kernels;
    private final ExecutorService helpers;
    private final Queue<Simulation> training = new ConcurrentLinkedQueue<>();
    private final Queue<Simulation> judging = new ConcurrentLinkedQueue<>();
    private final List<Weights> gradients = new ArrayList<>();
    private final Until until;

    /** In the fastest way that this machine has, up to the last first spike of the outputs. */
    public Batch(Layers layers, int threads) {
        this(layers, threads, Until.ALL_OUTPUTS);
    }

    /** In the fastest way that this machine has; {@code until} is how far the simulations for gradients go. */
    public Batch(Layers layers, int threads, Until until) {
        this(layers, threads, until, Kernel::best);
    }

    Batch(Layers layers, int threads, Until until, Supplier<Kernel> kernels) {
        if (threads < 1) {
            throw new IllegalArgumentException("there must be a thread, not " + threads);
        }
        this.layers = layers;
        this.threads = threads;
        this.until = until;
        this.kernels = kernels;
        this.helpers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "goldspike batch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Adds the gradients of the losses of some samples.
     *
     * @throws NearCriticalException if whether a neuron spikes is not decided in double precision
     */
    public Tally gradient(Weights weights, List<Sample> samples, SampleLoss loss, Weights gradient) {
        int chunks = chunks(samples.size());
        while (gradients.size() < chunks) {
            gradients.add(new Weights(layers));
        }
        Tally sum = sum(chunks, training, until, (simulation, chunk) -> {
            Weights own = gradients.get(chunk);
            own.clear();
            Tally tally = Tally.NONE;
            for (Sample sample : chunk(samples, chunk)) {
                simulation.run(weights, sample.stimulus());
                LossDerivatives derivatives = loss.derivatives(simulation, weights, sample.label());
                simulation.backward(weights, derivatives, own);
                tally = tally.plus(judge(simulation, sample.label(), derivatives.value()));
            }
            return tally;
        });
        for (int chunk = 0; chunk < chunks; chunk++) {
            gradient.add(gradients.get(chunk));
        }
        return sum;
    }

    /**
     * What {@link #gradient} tells of some samples, without the gradient.
     *
     * @throws NearCriticalException if whether a neuron spikes is not decided in double precision
     */
    public Tally evaluate(Weights weights, List<Sample> samples, SampleLoss loss) {
        return sum(chunks(samples.size()), training, until, (simulation, chunk) -> {
            Tally tally = Tally.NONE;
            for (Sample sample : chunk(samples, chunk)) {
                simulation.run(weights, sample.stimulus());
                tally = tally.plus(judge(simulation, sample.label(), loss.value(simulation, weights, sample.label())));
            }
            return tally;
        });
    }

    /** Which samples are classified rightly by the first spike; nothing is computed after it, and no loss. */
    public Tally judge(Weights weights, List<Sample> samples) {
        return sum(chunks(samples.size()), judging, Until.FIRST_OUTPUT, (simulation, chunk) -> {
            Tally tally = Tally.NONE;
            for (Sample sample : chunk(samples, chunk)) {
                simulation.run(weights, sample.stimulus());
                tally = tally.plus(judge(simulation, sample.label(), 0));
            }
            return tally;
        });
    }

    private static Tally judge(Simulation simulation, int label, double loss) {
        boolean silent = simulation.firstSpike(label) == Double.POSITIVE_INFINITY;
        return new Tally(1, loss, simulation.winner() == label ? 1 : 0, silent ? 1 : 0);
    }

    private static int chunks(int samples) {
        return (samples + CHUNK - 1) / CHUNK;
    }

    private static List<Sample> chunk(List<Sample> samples, int chunk) {
        return samples.subList(chunk * CHUNK, Math.min((chunk + 1) * CHUNK, samples.size()));
    }

    /** What is done with a chunk. */
    private interface Work {
        Tally of(Simulation simulation, int chunk);
    }

    private Tally sum(int chunks, Queue<Simulation> idle, Until goal, Work work) {
        Tally[] tallies = new Tally[chunks];
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            Simulation reused = idle.poll();
            Simulation simulation = reused != null ? reused : new Simulation(layers, goal, kernels.get());
            for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                tallies[chunk] = work.of(simulation, chunk);
            }
            idle.add(simulation);
        };
        List<Future<?>> others = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, chunks); t++) {
            others.add(helpers.submit(worker));
        }
        worker.run();
        others.forEach(Batch::await);
        Tally sum = Tally.NONE;
        for (Tally tally : tallies) {
            sum = sum.plus(tally);
        }
        return sum;
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
