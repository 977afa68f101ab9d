package io.github.goldspike.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** event-double-D15: pieces of a work side by side. */
class CrewTest {

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 5})
    void everyPieceIsDoneOnceWhenTheWorkReturns(int threads) {
        int[] done = new int[1000];
        try (ThreadedCrew crew = new ThreadedCrew(threads)) {
            crew.each(done.length, piece -> done[piece]++);
            int[] once = new int[done.length];
            Arrays.fill(once, 1);
            assertArrayEquals(once, done);
        }
    }

    /** Each thread has one of the two pieces, and that of the helper fails. */
    @Test
    void whatEndsAPieceOfAHelperEndsTheWork() {
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(2);
        IllegalStateException failure = new IllegalStateException("of a helper");
        try (ThreadedCrew crew = new ThreadedCrew(2)) {
            IllegalStateException thrown = assertThrows(
                    IllegalStateException.class,
                    () -> crew.each(2, piece -> {
                        begun.countDown();
                        awaitBoth(begun);
                        if (Thread.currentThread() != caller) {
                            throw failure;
                        }
                    }));
            assertEquals(failure, thrown);
        }
    }

    /** The caller's piece fails at once, that of the helper goes on for a while. */
    @Test
    void theWorkReturnsOnlyWhenNobodyIsAtItAnyMore() {
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(2);
        AtomicBoolean left = new AtomicBoolean();
        try (ThreadedCrew crew = new ThreadedCrew(2)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> crew.each(2, piece -> {
                        begun.countDown();
                        awaitBoth(begun);
                        if (Thread.currentThread() == caller) {
                            throw new IllegalStateException("of the caller");
                        }
                        LockSupport.parkNanos(200_000_000);
                        left.set(true);
                    }));
            assertTrue(left.get());
        }
    }

    private static void awaitBoth(CountDownLatch begun) {
        try {
            begun.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
