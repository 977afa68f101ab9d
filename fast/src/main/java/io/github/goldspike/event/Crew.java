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
final class Crew implements AutoCloseable {

    private final int threads;
    private final ExecutorService helpers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "goldspike windows");
        thread.setDaemon(true);
        return thread;
    });

    Crew(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /**
     * Does pieces 0 to before {@code pieces}, and returns when all are done.
     *
     * @throws CancellationException if the calling thread is interrupted
     */
    void each(int pieces, IntConsumer work) {
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
        share.run();
        others.forEach(Crew::await);
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
