package io.github.goldspike.benchmark;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.TimeUnit;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one operation on balls, beside BigDecimal's product and apfloat's product and exponential, which prove nothing.
 *
 * <pre>mvn -q -Pbenchmark -DskipTests verify</pre>
 *
 * runs all of it; {@code -Dbenchmark="BallBenchmark.exp -p digits=50"} gives JMH arguments of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(1)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BallBenchmark {

    private static final Rational SEVENTH = Rational.of(10, 7);
    private static final Rational THIRD = Rational.of(-2, 3);

    @Param({"50", "300", "1000"})
    public int digits;

    private Ball x;
    private Ball y;
    private Ball logarithmable;
    private BigDecimal decimalX;
    private BigDecimal decimalY;
    private MathContext context;
    private Apfloat apfloatX;
    private Apfloat apfloatY;

    /** Operands that fill their precision, with a radius as every computed ball has one. */
    @Setup
    public void operands() {
        int bits = (int) Math.ceil(digits * Math.log(10) / Math.log(2)) + 10;
        x = Ball.of(SEVENTH, bits);
        y = Ball.of(THIRD, bits);
        logarithmable = x.shift(1);
        context = new MathContext(digits + 3);
        decimalX = decimal(SEVENTH);
        decimalY = decimal(THIRD);
        apfloatX = new Apfloat(decimalX, digits + 3);
        apfloatY = new Apfloat(decimalY, digits + 3);
    }

    private BigDecimal decimal(Rational rational) {
        return new BigDecimal(rational.numerator()).divide(new BigDecimal(rational.denominator()), context);
    }

    @Benchmark
    public Ball multiply() {
        return x.times(y);
    }

    @Benchmark
    public Ball add() {
        return x.plus(y);
    }

    @Benchmark
    public Ball divide() {
        return x.dividedBy(y);
    }

    @Benchmark
    public Ball exp() {
        return y.exp();
    }

    @Benchmark
    public Ball expm1() {
        return y.expm1();
    }

    @Benchmark
    public Ball log() {
        return logarithmable.log();
    }

    @Benchmark
    public BigDecimal bigDecimalMultiply() {
        return decimalX.multiply(decimalY, context);
    }

    @Benchmark
    public Apfloat apfloatMultiply() {
        return apfloatX.multiply(apfloatY);
    }

    @Benchmark
    public Apfloat apfloatExp() {
        return ApfloatMath.exp(apfloatY);
    }
}
