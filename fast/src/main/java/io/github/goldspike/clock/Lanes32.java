package io.github.goldspike.clock;

import java.util.function.DoubleUnaryOperator;

/** {@link Lanes} of binary32. */
final class Lanes32 extends Lanes {

    private static final float[] CLEAR = {};

    private final float[][] values;

    Lanes32(int rows, int lanes) {
        super(lanes);
        values = new float[rows][];
        java.util.Arrays.fill(values, CLEAR);
    }

    private static float[] row(Lanes table, int row) {
        return ((Lanes32) table).values[row];
    }

    /** The row, ready to be written to. */
    private float[] written(int row) {
        if (values[row].length == 0) {
            values[row] = new float[lanes()];
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
        written(row)[lane] = (float) value;
    }

    @Override
    void clear(int row) {
        values[row] = CLEAR;
    }

    @Override
    void fill(int row, double value) {
        java.util.Arrays.fill(written(row), (float) value);
    }

    @Override
    void copy(int row, Lanes other, int from) {
        float[] y = row(other, from);
        values[row] = y.length == 0 ? CLEAR : y.clone();
    }

    @Override
    void scale(int row, double factor) {
        float[] x = values[row];
        float f = (float) factor;
        for (int k = 0; k < x.length; k++) {
            x[k] *= f;
        }
    }

    @Override
    void add(int row, double factor, Lanes other, int from) {
        float[] y = row(other, from);
        if (y.length > 0) {
            float[] x = written(row);
            float f = (float) factor;
            for (int k = 0; k < x.length; k++) {
                x[k] += f * y[k];
            }
        }
    }

    @Override
    void add(int row, double value) {
        if (value != 0) {
            float[] x = written(row);
            float added = (float) value;
            for (int k = 0; k < x.length; k++) {
                x[k] += added;
            }
        }
    }

    @Override
    void addProduct(int row, Lanes other, int from, Lanes factor, int by) {
        float[] y = row(other, from);
        float[] z = row(factor, by);
        if (y.length > 0 && z.length > 0) {
            float[] x = written(row);
            for (int k = 0; k < x.length; k++) {
                x[k] += y[k] * z[k];
            }
        }
    }

    @Override
    void subtractProduct(int row, Lanes other, int from, Lanes factor, int by) {
        float[] y = row(other, from);
        float[] z = row(factor, by);
        if (y.length > 0 && z.length > 0) {
            float[] x = written(row);
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
        float[] x = written(row);
        float rest = (float) leak;
        float f = (float) factor;
        for (int k = 0; k < x.length; k++) {
            x[k] = rest + f * (x[k] - rest);
        }
    }

    @Override
    void putWhere(int row, double value, Lanes mask, int from) {
        float[] where = row(mask, from);
        if (where.length > 0) {
            float[] x = written(row);
            float put = (float) value;
            for (int k = 0; k < x.length; k++) {
                x[k] = where[k] != 0 ? put : x[k];
            }
        }
    }

    @Override
    void addWhere(int row, double value, Lanes mask, int from) {
        float[] where = row(mask, from);
        if (where.length > 0) {
            float[] x = written(row);
            float added = (float) value;
            for (int k = 0; k < x.length; k++) {
                x[k] = where[k] != 0 ? x[k] + added : x[k];
            }
        }
    }

    @Override
    void passes(int row, Lanes other, int from, double bound, boolean orEqual) {
        float[] y = row(other, from);
        float least = (float) bound;
        clear(row);
        for (int k = 0; k < lanes(); k++) {
            float value = y.length == 0 ? 0 : y[k];
            if (value > least || orEqual && value == least) {
                written(row)[k] = 1;
            }
        }
    }

    @Override
    void map(int row, Lanes other, int from, double bound, DoubleUnaryOperator function) {
        float[] y = row(other, from);
        float origin = (float) bound;
        clear(row);
        for (int k = 0; k < lanes(); k++) {
            float value = (float) function.applyAsDouble((y.length == 0 ? 0 : y[k]) - origin);
            if (value != 0) {
                written(row)[k] = value;
            }
        }
    }

    @Override
    double dot(int row, Lanes other, int from) {
        float[] x = values[row];
        float[] y = row(other, from);
        double sum = 0;
        if (y.length > 0) {
            for (int k = 0; k < x.length; k++) {
                sum += (double) x[k] * y[k];
            }
        }
        return sum;
    }

    @Override
    double sum(int row) {
        double sum = 0;
        for (float value : values[row]) {
            sum += value;
        }
        return sum;
    }
}
