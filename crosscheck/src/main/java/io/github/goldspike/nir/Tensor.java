package io.github.goldspike.nir;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.stream.IntStream;

/** The numbers of a dataset of a NIR file, row by row; each stands for exactly the binary number that is stored. */
final class Tensor {

    private final String path;
    private final List<Integer> shape;
    private final double[] values;

    /** @throws BadFileException if a value is not finite */
    Tensor(String path, List<Integer> shape, double[] values) {
        this.path = path;
        this.shape = List.copyOf(shape);
        this.values = values;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw bad(value + " is no real");
            }
        }
    }

    /** Empty for a scalar. */
    List<Integer> shape() {
        return shape;
    }

    int size() {
        return values.length;
    }

    Rational at(int index) {
        return Rational.of(values[index]);
    }

    double binary64(int index) {
        return values[index];
    }

    /** The one value that a dataset of one element has, or the value of an element of a dataset of {@code size}. */
    Rational broadcast(int index, int size) {
        if (values.length != 1 && values.length != size) {
            throw bad("has " + values.length + " values, expected " + size);
        }
        return at(values.length == 1 ? 0 : index);
    }

    /** Element {@code axis} of a list of integers, or the integer that stands for all axes. */
    int integer(int axis) {
        double value = values[values.length == 1 ? 0 : Math.min(axis, values.length - 1)];
        if (value != Math.rint(value) || Math.abs(value) > 1 << 24) {
            throw bad(value + " is no integer of a layer");
        }
        return (int) value;
    }

    /** All values as integers, a shape. */
    List<Integer> integers() {
        return IntStream.range(0, values.length).mapToObj(this::integer).toList();
    }

    BadFileException bad(String detail) {
        return new BadFileException(path, detail);
    }
}
