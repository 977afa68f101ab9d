package io.github.goldspike.study;

import io.github.goldspike.figure.Panel;
import java.util.List;

/** A sweep: points that are measured one by one, and a figure of them. */
public interface Study {

    /** Its name on the command line. */
    String name();

    /** What it asks, as a title. */
    String title();

    /**
     * Names of the columns. Those that end in {@code _seconds} and {@code _megabytes} are measured and differ from run to run; all others
     * are the same for the same seed.
     */
    List<String> columns();

    /** The points, in order. */
    List<Point> points(long seed);

    /** The panels of the figure. */
    List<Panel> panels(Table table);

    /** Sentences with the numbers that the table comes to, such as fitted orders. */
    List<String> findings(Table table);

    /** A point of the sweep. */
    @FunctionalInterface
    interface Point {
        /** Measures it: one cell for each column. */
        List<String> measure();
    }
}
