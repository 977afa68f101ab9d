package io.github.goldspike.response;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.root.Guess;
import io.github.goldspike.root.RisingFunction;
import io.github.goldspike.root.RisingZero;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All local maxima of a waveform inside an interval (kernels-R11): the zeros of f' at which it falls, isolated by kernels-R4. */
final class Maxima {

    /**
     * A maximum.
     *
     * @param time enclosure of it; of where one may be, if it is not proved
     * @param value enclosure of f there, or over all of that
     * @param proved false if there may be none
     */
    record Maximum(Ball time, Ball value, boolean proved) {}

    /** Pieces for each bit of the precision. */
    private static final int PIECES_PER_BIT = 16;

    /** A piece of this share of the interval, as a power of two, is not split any more. */
    private static final int NARROW = 60;

    private final Waveform function;
    private final Waveform slope;
    private final Waveform bend;
    private final SignChanges changes;
    private final List<Maximum> found = new ArrayList<>();

    private Maxima(Waveform function) {
        this.function = function;
        this.slope = function.derivative();
        this.bend = slope.derivative();
        this.changes = new SignChanges(slope);
    }

    /**
     * The maxima in (0, end), in order.
     *
     * @param end a single number
     */
    static List<Maximum> of(Waveform function, Ball end) {
        if (!end.isPositive() || function.derivative().isZero()) {
            return List.of();
        }
        Maxima maxima = new Maxima(function);
        maxima.search(end);
        return maxima.found;
    }

    private void search(Ball end) {
        SignChanges.Count left = changes.at(Ball.ZERO);
        Deque<SignChanges.Count> ahead = new ArrayDeque<>();
        ahead.push(changes.at(end));
        long most = (long) PIECES_PER_BIT * function.bits();
        for (long pieces = 0; !ahead.isEmpty(); pieces++) {
            SignChanges.Count right = ahead.peek();
            int zeros = left.zerosUntil(right);
            Ball piece = Ball.hull(left.time(), right.time()).withPrecision(function.bits());
            boolean fallsThrough = left.value().isPositive() && right.value().isNegative();
            boolean unique = zeros <= 2 || bend.at(piece).isNegative();
            if (zeros == 0 || noMaximum(left.value(), right.value(), zeros, piece)) {
                left = ahead.pop();
            } else if (fallsThrough && unique) {
                found.add(enclosed(left.time(), right.time()));
                left = ahead.pop();
            } else if (pieces < most && right.time().minus(left.time()).magnitude() > end.magnitude() - NARROW) {
                ahead.push(changes.at(left.time().plus(right.time()).half()));
            } else {
                found.add(new Maximum(piece, function.at(piece), false));
                left = ahead.pop();
            }
        }
    }

    /** One zero at most at which f' does not fall; or f' does not go from positive to negative, since it rises or keeps its sign. */
    private boolean noMaximum(Ball left, Ball right, int zeros, Ball piece) {
        boolean rises = zeros == 1 && (left.isNegative() || right.isPositive());
        return rises || bend.at(piece).isPositive() || staysApart(piece);
    }

    private boolean staysApart(Ball piece) {
        Ball over = slope.at(piece);
        return over.isPositive() || over.isNegative();
    }

    private Maximum enclosed(Ball low, Ball high) {
        Ball piece = Ball.hull(low, high).withPrecision(function.bits());
        Ball time = RisingZero.enclose(new Fall(slope, bend), low, high).orElse(piece);
        Ball centre = time.midpoint();
        // f(t*) ∈ f(c) + f'(X)(X − c), the second of second order.
        Ball value = function.at(centre).plus(slope.at(time).times(time.minus(centre)));
        return new Maximum(time, value, true);
    }

    /** −f' in the bracket of a maximum. */
    private record Fall(Waveform slope, Waveform bend) implements RisingFunction {

        @Override
        public int bits() {
            return slope.bits();
        }

        @Override
        public RisingFunction withBits(int bits) {
            return new Fall(slope.withBits(bits), bend.withBits(bits));
        }

        @Override
        public Ball value(Ball x) {
            return slope.at(x).negate();
        }

        @Override
        public Ball slope(Ball x) {
            return bend.at(x).negate();
        }

        @Override
        public Ball guess(Ball low, Ball high) {
            return Guess.zero(low, high, x -> -slope.approximately(x), x -> -bend.approximately(x));
        }
    }
}
