package io.github.goldspike.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An experiment of the paper. */
public interface Experiment {

    /** Its name on the command line. */
    String name();

    /** Recipes that can be run alone; empty if there is no choice. */
    default List<String> recipes() {
        return List.of();
    }

    /** Whether its trainings can go on from a file of checkpoints. */
    default boolean keepsCheckpoints() {
        return false;
    }

    /**
     * Runs it.
     *
     * @param settings what the user chose
     * @param progress told often how far it is, in a line that need not be made if nobody reads it
     * @throws IOException if the file of checkpoints cannot be read or written, or is one of other trainings
     */
    Findings run(Settings settings, Consumer<Supplier<String>> progress) throws IOException;

    /**
     * What the user chooses.
     *
     * @param threads number of threads; changes no result
     * @param runs number of initialisations or splits, 0 for as many as the paper has
     * @param recipe the only one to run, empty for all
     * @param checkpoints where trainings are kept and go on from, empty for nowhere
     */
    record Settings(int threads, int runs, Optional<String> recipe, Optional<CheckpointFile> checkpoints) {

        int runsOr(int usual) {
            return runs == 0 ? usual : runs;
        }
    }

    /** Mean and, if there are several, standard deviation as text, in percent. */
    static String percent(double[] shares) {
        double mean = 100 * Statistics.mean(shares);
        return shares.length == 1
                ? String.format(Locale.ROOT, "%.2f %%", mean)
                : String.format(Locale.ROOT, "%.2f (%.2f) %%", mean, 100 * Statistics.deviation(shares));
    }

    /** Mean and deviation of a few numbers. */
    final class Statistics {

        private Statistics() {}

        static double mean(double[] values) {
            return java.util.Arrays.stream(values).average().orElseThrow();
        }

        /** Of a sample: divided by one less than their number, which is 2 or more. */
        static double deviation(double[] values) {
            double mean = mean(values);
            double sum = 0;
            for (double value : values) {
                sum += (value - mean) * (value - mean);
            }
            return Math.sqrt(sum / (values.length - 1));
        }
    }
}
