package io.github.goldspike.nir;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The unit in which a NIR file states its times; the network has the same numbers. */
public enum TimeUnit {
    S("s", 1),
    MS("ms", 1e-3),
    US("us", 1e-6),
    NS("ns", 1e-9);

    /** Time constants of neurons outside of this, in seconds, look like another unit. */
    private static final double LEAST = 1e-5;

    private static final double GREATEST = 10;

    private final String symbol;
    private final double seconds;

    TimeUnit(String symbol, double seconds) {
        this.symbol = symbol;
        this.seconds = seconds;
    }

    String symbol() {
        return symbol;
    }

    /** One second in this unit. */
    long perSecond() {
        return Math.round(1 / seconds);
    }

    /** Whether a time constant of a neuron would be an unusual one. */
    boolean unusual(double timeConstant) {
        return timeConstant * seconds < LEAST || timeConstant * seconds > GREATEST;
    }

    /**
     * The unit that a text names.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static TimeUnit parse(String text) {
        return Arrays.stream(values())
                .filter(unit -> unit.symbol.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is none of "
                        + Arrays.stream(values()).map(TimeUnit::symbol).collect(Collectors.joining(", "))));
    }
}
