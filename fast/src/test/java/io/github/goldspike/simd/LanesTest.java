package io.github.goldspike.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final double[] ARGUMENTS = DoubleStream.concat(
                    new SplittableRandom(3).doubles(10_000, -30, 30),
                    DoubleStream.of(0, -0.0, 800, -800, 708.5, Double.NaN, 1e-300, -1e-17, 1, 2, 3))
            .toArray();

    @Test
    void thisMachineTestsVectorsAndNotPlainJavaTwice() {
        assertTrue(VectorizationProvider.available());
        assertNotEquals(Lanes.scalar().getClass(), Lanes.best().getClass());
    }

    /** Many times over, so that interpreted and compiled code are both seen. */
    @Test
    void vectorsGiveTheBitsOfPlainJava() {
        int from = 1;
        int to = ARGUMENTS.length;
        for (int repetition = 0; repetition < 200; repetition++) {
            double[] scalar = new double[to];
            double[] vector = new double[to];
            Lanes.scalar().exp(-0.999, ARGUMENTS, scalar, from, to);
            Lanes.best().exp(-0.999, ARGUMENTS, vector, from, to);
            assertArrayEquals(bits(scalar), bits(vector));
            Lanes.scalar().expm1(0.001, ARGUMENTS, scalar, from, to);
            Lanes.best().expm1(0.001, ARGUMENTS, vector, from, to);
            assertArrayEquals(bits(scalar), bits(vector));
        }
    }

    private static long[] bits(double[] values) {
        return DoubleStream.of(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
