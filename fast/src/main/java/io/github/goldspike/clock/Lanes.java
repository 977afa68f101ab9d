package io.github.goldspike.clock;

import java.util.function.DoubleUnaryOperator;

/**
 * Numbers of one format in rows, one lane for each input that is simulated. A row that nothing was written to is zero and takes no place.
 * Operations of a row go through all lanes, one after another in plain loops over arrays, which compilers turn into vector instructions;
 * each lane has the same bits as if it were alone. Tables that meet have the same format and number of lanes.
 */
abstract class Lanes {

    private final int lanes;

    Lanes(int lanes) {
        this.lanes = lanes;
    }

    /** How many lanes a row has. */
    final int lanes() {
        return lanes;
    }

    abstract int rows();

    /** Whether nothing was written to a row since it was cleared. */
    abstract boolean isClear(int row);

    abstract double get(int row, int lane);

    abstract void set(int row, int lane, double value);

    /** x ← 0. */
    abstract void clear(int row);

    /** All rows ← 0. */
    final void clear() {
        for (int row = 0; row < rows(); row++) {
            clear(row);
        }
    }

    /** x ← value. */
    abstract void fill(int row, double value);

    /** x ← y. */
    abstract void copy(int row, Lanes other, int from);

    /** Row by row x ← y. */
    final void copy(Lanes other) {
        for (int row = 0; row < rows(); row++) {
            copy(row, other, row);
        }
    }

    /** x ← factor · x. */
    abstract void scale(int row, double factor);

    /** x ← x + factor · y. */
    abstract void add(int row, double factor, Lanes other, int from);

    /** x ← x + value. */
    abstract void add(int row, double value);

    /** x ← x + y · z. */
    abstract void addProduct(int row, Lanes other, int from, Lanes factor, int by);

    /** x ← x − y · z. */
    abstract void subtractProduct(int row, Lanes other, int from, Lanes factor, int by);

    /** x ← leak + factor · (x − leak). */
    abstract void relax(int row, double leak, double factor);

    /** x ← value where the other is not zero. */
    abstract void putWhere(int row, double value, Lanes mask, int from);

    /** x ← x + value where the other is not zero. */
    abstract void addWhere(int row, double value, Lanes mask, int from);

    /** 1 where y > bound, or y ≥ bound if {@code orEqual}; else 0. */
    abstract void passes(int row, Lanes other, int from, double bound, boolean orEqual);

    /** x ← function(y − bound), the difference and the value rounded once each; clear where all are 0. */
    abstract void map(int row, Lanes other, int from, double bound, DoubleUnaryOperator function);

    /** Σ x · y over all lanes, summed in binary64. */
    abstract double dot(int row, Lanes other, int from);

    /** Σ x over all lanes, summed in binary64. */
    abstract double sum(int row);
}
