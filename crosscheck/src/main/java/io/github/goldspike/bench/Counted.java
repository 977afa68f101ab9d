package io.github.goldspike.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH adds up in a repetition beside the time on the wall: CPU time of the thread tells what work costs on a machine that does other work, too. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Counted {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    public long runs;
    public long cpuNanos;
    public long spikes;
    public long synapticEvents;

    /** For work of several threads: {@link #cpuNanos} is time on the wall, which is right on a quiet machine only. */
    <T> T timedOnTheWall(Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        cpuNanos += System.nanoTime() - start;
        runs++;
        return result;
    }

    <T> T timed(Supplier<T> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        T result = work.get();
        cpuNanos += THREADS.getCurrentThreadCpuTime() - start;
        runs++;
        return result;
    }
}
