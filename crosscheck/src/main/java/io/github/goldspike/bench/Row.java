package io.github.goldspike.bench;

import java.util.List;
import java.util.Map;

/**
 * A row of the table of speed.
 *
 * @param work what is done
 * @param peers what others need, "–" if nothing comparable was measured
 * @param target what issue 4 of the project asks for, "–" for nothing
 * @param benchmark class of the JMH benchmark
 * @param method its method
 * @param parameters its parameters, where they are not the first ones
 * @param less parameters instead of these where figures may be rough: what is counted stays the same
 * @param unit what is counted
 */
public record Row(
        String work,
        String peers,
        String target,
        Class<?> benchmark,
        String method,
        Map<String, String> parameters,
        Map<String, String> less,
        Unit unit) {

    private static final String NONE = "–";

    /** What a figure is. */
    public enum Unit {
        SECONDS,
        SYNAPTIC_EVENTS_PER_SECOND
    }

    /** All rows, in the order of the table. */
    public static List<Row> all() {
        return List.of(
                layers(
                        "Yin-Yang epoch, Table 3 of Lee et al. (5-150-3): forward, backward, Adam; lanes",
                        "eventprop (C++) 100–117 s; snnTorch, dt 0.01, 6–9 s; the paper's code 36 s on 48 CPUs",
                        "≤ 0.06 s",
                        LayerSetUp.TABLE3,
                        "epoch"),
                layers("the same in plain Java", NONE, NONE, LayerSetUp.TABLE3, "epochPlain"),
                layers(
                        "epoch of eventprop's own set-up (5-200-3, 20/5 ms, all spikes to the horizon); lanes",
                        "eventprop 2.8 s",
                        "≤ 0.28 s",
                        LayerSetUp.EVENTPROP,
                        "epoch"),
                layers("the same in plain Java", NONE, NONE, LayerSetUp.EVENTPROP, "epochPlain"),
                layers("Table 3, forward only; lanes", NONE, NONE, LayerSetUp.TABLE3, "forward"),
                layers("the same in plain Java", NONE, NONE, LayerSetUp.TABLE3, "forwardPlain"),
                layers("Table 3, forward and backward; lanes", NONE, NONE, LayerSetUp.TABLE3, "forwardAndBackward"),
                layers("the same in plain Java", NONE, NONE, LayerSetUp.TABLE3, "forwardAndBackwardPlain"),
                events("recurrent, 10² neurons × 100 synapses", NONE, "forward", "100x100", 1),
                events("recurrent, 10⁴ × 100", NONE, "forward", "10000x100", 1),
                events("recurrent, 10⁵ × 100, in 4 GiB", "≥ 10⁷/s", "forward", "100000x100", 1),
                events("10⁵ × 100, 100 different delays of each neuron", NONE, "forward", "100000x100", 100),
                new Row(
                        "10⁵ × 100 on two threads, time on the wall",
                        NONE,
                        "≥ 1.7 × one thread",
                        EventBenchmark.class,
                        "forwardOnTwoThreads",
                        Map.of("size", "100000x100", "delays", "1"),
                        Map.of(),
                        Unit.SYNAPTIC_EVENTS_PER_SECOND),
                events("10⁴ × 10 (scaling with synapses)", NONE, "forward", "10000x10", 1),
                events("10⁴ × 1000", NONE, "forward", "10000x1000", 1),
                new Row(
                        "10⁴ × 100 for ten times as long (scaling with spikes)",
                        NONE,
                        NONE,
                        EventBenchmark.class,
                        "forward",
                        Map.of("size", "10000x100", "delays", "1", "work", "1e6"),
                        Map.of("work", "1e5"),
                        Unit.SYNAPTIC_EVENTS_PER_SECOND),
                events("10⁴ × 100 backward, adjoint", NONE, "adjoint", "10000x100", 1),
                events("10⁴ × 100 backward, EventProp", NONE, "eventProp", "10000x100", 1),
                new Row(
                        "certified: one sample of Table 3 up to 2, all spikes, loss, gradient by weights (adjoint), 50 digits",
                        NONE,
                        NONE,
                        CertifiedBenchmark.class,
                        "adjoint",
                        Map.of(),
                        Map.of(),
                        Unit.SECONDS));
    }

    private static Row layers(String work, String peers, String target, LayerSetUp setUp, String method) {
        return new Row(
                work,
                peers,
                target,
                BatchBenchmark.class,
                method,
                Map.of("setUp", setUp.name()),
                Map.of(),
                Unit.SECONDS);
    }

    private static Row events(String work, String target, String method, String size, int delays) {
        return new Row(
                work,
                NONE,
                target,
                EventBenchmark.class,
                method,
                Map.of("size", size, "delays", Integer.toString(delays)),
                Map.of("work", "1e4"),
                Unit.SYNAPTIC_EVENTS_PER_SECOND);
    }
}
