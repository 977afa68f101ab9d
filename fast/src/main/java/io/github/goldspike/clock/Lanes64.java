package io.github.goldspike.clock;

import java.util.function.DoubleUnaryOperator;

/** {@link Lanes} of binary64. */
final class Lanes64 extends Lanes {

    private static final double[] CLEAR = {};

    private final double[][] values;

    Lanes64(int rows, int lanes) {
        super(lanes);
        values = new double[rows][];
        java.util.Arrays.fill(values, CLEAR);
    }

    private static double[] row(Lanes table, int row) {
        return ((Lanes64) table).values[row];
    }

    /** The row, ready to be written to. */
    private double[] written(int row) {
        if (values[row].length == 0) {
            values[row] = new double[lanes()];
        }
        return values[row];
    }

    @Override
    int rows() {
        return values.length;
    }

    @Override
    boolean isClear(int row) {
        return values[row].length == 0;
    }

    @Override
    double get(int row, int lane) {
        return isClear(row) ? 0 : values[row][lane];
    }

    @Override
    void set(int row, int lane, double value) {
        written(row)[lane] = value;
    }

    @Override
    void clear(int row) {
        values[row] = CLEAR;
    }

    @Override
    void fill(int row, double value) {
        java.util.Arrays.fill(written(row), value);
    }

    @Override
    void copy(int row, Lanes other, int from) {
        double[] y = row(other, from);
        values[row] = y.length == 0 ? CLEAR : y.clone();
    }

    @Override
    void scale(int row, double factor) {
        double[] x = values[row];
        double f = factor;
        for (int k = 0; k < x.length; k++) {
            x[k] *= f;
        }
    }

    @Override
    void add(int row, double factor, Lanes other, int from) {
        double[] y = row(other, from);
        if (y.length > 0) {
            double[] x = written(row);
            double f = factor;
            for (int k = 0; k < x.length; k++) {
                x[k] += f * y[k];
            }
        }
    }

    @Override
    void add(int row, double value) {
        if (value != 0) {
            double[] x = written(row);
            double added = value;
            for (int k = 0; k < x.length; k++) {
                x[k] += added;
            }
        }
    }

    @Override
    void addProduct(int row, Lanes other, int from, Lanes factor, int by) {
        double[] y = row(other, from);
        double[] z = row(factor, by);
        if (y.length > 0 && z.length > 0) {
            double[] x = written(row);
            for (int k = 0; k < x.length; k++) {
                x[k] += y[k] * z[k];
            }
        }
    }

    @Override
    void subtractProduct(int row, Lanes other, int from, Lanes factor, int by) {
        double[] y = row(other, from);
        double[] z = row(factor, by);
        if (y.length > 0 && z.length > 0) {
            double[] x = written(row);
            for (int k = 0; k < x.length; k++) {
                x[k] -= y[k] * z[k];
            }
        }
    }

    @Override
    void relax(int row, double leak, double factor) {
        if (leak == 0) {
            scale(row, factor);
            return;
        }
        double[] x = written(row);
        double rest = leak;
        double f = factor;
        for (int k = 0; k < x.length; k++) {
            x[k] = rest + f * (x[k] - rest);
        }
    }

    @Override
    void putWhere(int row, double value, Lanes mask, int from) {
        double[] where = row(mask, from);
        if (where.length > 0) {
            double[] x = written(row);
            double put = value;
            for (int k = 0; k < x.length; k++) {
                x[k] = where[k] != 0 ? put : x[k];
            }
        }
    }

    @Override
    void addWhere(int row, double value, Lanes mask, int from) {
        double[] where = row(mask, from);
        if (where.length > 0) {
            double[] x = written(row);
            double added = value;
            for (int k = 0; k < x.length; k++) {
                x[k] = where[k] != 0 ? x[k] + added : x[k];
            }
        }
    }

    @Override
    void passes(int row, Lanes other, int from, double bound, boolean orEqual) {
        double[] y = row(other, from);
        double least = bound;
        clear(row);
        for (int k = 0; k < lanes(); k++) {
            double value = y.length == 0 ? 0 : y[k];
            if (value > least || orEqual && value == least) {
                written(row)[k] = 1;
            }
        }
    }

    @Override
    void map(int row, Lanes other, int from, double bound, DoubleUnaryOperator function) {
        double[] y = row(other, from);
        double origin = bound;
        clear(row);
        for (int k = 0; k < lanes(); k++) {
            double value = function.applyAsDouble((y.length == 0 ? 0 : y[k]) - origin);
            if (value != 0) {
                written(row)[k] = value;
            }
        }
    }

    @Override
    double dot(int row, Lanes other, int from) {
        double[] x = values[row];
        double[] y = row(other, from);
        double sum = 0;
        if (y.length > 0) {
            for (int k = 0; k < x.length; k++) {
                sum += x[k] * y[k];
            }
        }
        return sum;
    }

    @Override
    double sum(int row) {
        double sum = 0;
        for (double value : values[row]) {
            sum += value;
        }
        return sum;
    }
}
