package io.github.goldspike.property;

import java.util.Arrays;
import java.util.Locale;

/** Errors of one quantity over all tries. */
final class ErrorStatistics {

    private final String quantity;
    private double[] errors = new double[1024];
    private int size;

    ErrorStatistics(String quantity) {
        this.quantity = quantity;
    }

    void add(double error) {
        if (size == errors.length) {
            errors = Arrays.copyOf(errors, 2 * size);
        }
        errors[size++] = error;
    }

    double quantile(double share) {
        double[] sorted = Arrays.copyOf(errors, size);
        Arrays.sort(sorted);
        return size == 0 ? 0 : sorted[Math.min(size - 1, (int) (share * size))];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %,d values, error in units of κ·2^-53: median %.3f, 99 %% below %.2f, 99.99 %% below %.2f, greatest %.2f",
                quantity,
                size,
                quantile(0.5),
                quantile(0.99),
                quantile(0.9999),
                quantile(1));
    }
}
