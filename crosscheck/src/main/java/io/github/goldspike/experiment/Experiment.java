package io.github.goldspike.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** An experiment of the paper. */
public interface Experiment {

    /** Its name on the command line. */
    String name();

    /** Recipes that can be run alone; empty if there is no choice. */
    default List<String> recipes() {
        return List.of();
    }

    /**
     * Runs it.
     *
     * @param settings what the user chose
     * @param progress told in a line what is done
     */
    Findings run(Settings settings, Consumer<String> progress);

    /**
     * What the user chooses.
     *
     * @param threads number of threads; changes no result
     * @param runs number of initialisations or splits, 0 for as many as the paper has
     * @param recipe the only one to run, empty for all
     */
    record Settings(int threads, int runs, Optional<String> recipe) {

        int runsOr(int usual) {
            return runs == 0 ? usual : runs;
        }
    }

    /** All of them. */
    static List<Experiment> all() {
        return List.of(new XorExperiment(), new IrisExperiment(), new YinYangExperiment());
    }

    /** Mean and standard deviation as text, in percent. */
    static String percent(double[] shares) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f) %%", 100 * Statistics.mean(shares), 100 * Statistics.deviation(shares));
    }

    /** Mean, deviation and quantiles of a few numbers. */
    final class Statistics {

        private Statistics() {}

        static double mean(double[] values) {
            return java.util.Arrays.stream(values).average().orElse(0);
        }

        static double deviation(double[] values) {
            double mean = mean(values);
            double sum = 0;
            for (double value : values) {
                sum += (value - mean) * (value - mean);
            }
            return values.length < 2 ? 0 : Math.sqrt(sum / (values.length - 1));
        }
    }
}
