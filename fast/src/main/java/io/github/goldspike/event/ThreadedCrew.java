package io.github.goldspike.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Some threads, the calling one among them, that do the pieces of a work side by side, each the next that nobody has begun. */
final class ThreadedCrew implements Crew, AutoCloseable {

    private final int threads;
    private final ExecutorService helpers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "goldspike windows");
        thread.setDaemon(true);
        return thread;
    });

    ThreadedCrew(int threads) {
        this.threads = threads;
    }

    @Override
    public int threads() {
        return threads;
    }

    /** @throws CancellationException if the calling thread is interrupted */
    @Override
    public void each(int pieces, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                work.accept(piece);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int helper = 1; helper < Math.min(threads, pieces); helper++) {
            others.add(helpers.submit(share));
        }
        try {
            share.run();
        } finally {
            // Whatever ends the work, nobody is at it any more when it returns.
            others.forEach(ThreadedCrew::await);
        }
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException interrupted) {
            throw new CancellationException("interrupted");
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
