package io.github.goldspike.many;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Works on many pieces at the same time; each thread takes the next one when it is done with its own. */
public final class Workers {

    private Workers() {}

    /** Gives the pieces in order; asked by one thread at a time. */
    public interface Source<T> {
        Optional<T> next() throws IOException;
    }

    /** Works on a piece. */
    public interface Work<T> {
        void on(T piece) throws IOException, InterruptedException;
    }

    /**
     * Works until the source has no more.
     *
     * @throws IOException the first one that a thread met; an unchecked exception or an error likewise. The others then stop
     */
    public static <T> void run(int threads, Source<T> source, Work<T> work) throws IOException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> all = new ArrayList<>();
        Object turn = new Object();
        for (int k = 0; k < threads; k++) {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        Optional<T> piece;
                        synchronized (turn) {
                            piece = failure.get() == null ? source.next() : Optional.empty();
                        }
                        if (piece.isEmpty()) {
                            return;
                        }
                        work.on(piece.get());
                    }
                } catch (InterruptedException stopped) {
                    // Another thread failed, or the caller gave up.
                } catch (IOException | RuntimeException | Error failed) {
                    failure.compareAndSet(null, failed);
                    all.forEach(Thread::interrupt);
                }
            });
            all.add(thread);
        }
        all.forEach(Thread::start);
        try {
            for (Thread thread : all) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            all.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        rethrow(failure.get());
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
