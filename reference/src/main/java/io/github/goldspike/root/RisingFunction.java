package io.github.goldspike.root;

import io.github.goldspike.ball.Ball;

/** A differentiable function of one real, evaluated in enclosures at some working precision. */
public interface RisingFunction {

    /** Working precision in bits. */
    int bits();

    /** The same function at a lower precision. */
    RisingFunction withBits(int bits);

    /** An enclosure of all values over {@code x}. */
    Ball value(Ball x);

    /** An enclosure of all derivatives over {@code x}. */
    Ball slope(Ball x);

    /** About where the zero between {@code low} and {@code high} lies: a hint, no bound rests on it. */
    Ball guess(Ball low, Ball high);
}
