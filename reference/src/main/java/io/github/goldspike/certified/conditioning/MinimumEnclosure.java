package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import java.util.Optional;

/**
 * The least of several reals, from enclosures of them and from bounds of others that may or may not be among them.
 *
 * @param <P> where a real belongs
 */
final class MinimumEnclosure<P> {

    private Optional<Ball> low = Optional.empty();
    private Optional<Ball> high = Optional.empty();
    private Optional<P> place = Optional.empty();

    /** One of them. */
    void offer(Ball value, P where) {
        offerPerhaps(value);
        if (high.isEmpty() || value.upper().compareMidpoints(high.get()) < 0) {
            high = Optional.of(value.upper());
            place = Optional.of(where);
        }
    }

    /** Perhaps one of them. */
    void offerPerhaps(Ball value) {
        if (low.isEmpty() || value.lower().compareMidpoints(low.get()) < 0) {
            low = Optional.of(value.lower());
        }
    }

    /** One that is least, or not proved to be greater than the least. */
    Optional<P> place() {
        return place;
    }

    /** An enclosure of the least; empty if there may be none. */
    Optional<Ball> value(int bits) {
        // Rounded before they are added: the exact sum of reals whose exponents differ by 10⁹ has no place in memory.
        return high.map(top -> Ball.hull(low.orElseThrow().withPrecision(bits), top.withPrecision(bits)));
    }

    /** Whether it is proved that there is none. */
    boolean isNone() {
        return low.isEmpty();
    }
}
