package io.github.goldspike.shrinking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** shrinking-S2. */
class RoundnessTest {

    private static List<Rational> reals(String... texts) {
        return Stream.of(texts).map(Rational::parse).toList();
    }

    @Example
    void fewBinaryDigitsAreRound() {
        List<Rational> ordered = reals("0", "1", "2", "3", "1.5", "0.75", "0.375", "1.375", "0.1");
        for (int i = 1; i < ordered.size(); i++) {
            assertTrue(
                    Roundness.cost(ordered.get(i - 1)) < Roundness.cost(ordered.get(i)),
                    ordered.get(i).toString());
        }
    }

    @Example
    void theRoundestComesFirstAndTheNearestAreThere() {
        List<Rational> rounder = Roundness.rounderThan(Rational.of(1.3));
        assertEquals(reals("0", "1", "2"), rounder.subList(0, 3));
        assertTrue(rounder.containsAll(reals("1.25", "1.5", "1.375", "1.296875")), rounder.toString());
        assertEquals(reals("0", "-1"), Roundness.rounderThan(Rational.of(-2)));
        assertEquals(List.of(), Roundness.rounderThan(Rational.ZERO));
    }

    @Property
    void whatIsOfferedIsRounder(@ForAll double value) {
        if (Double.isFinite(value)) {
            Rational real = Rational.of(value);
            Roundness.rounderThan(real)
                    .forEach(rounder ->
                            assertTrue(Roundness.cost(rounder) < Roundness.cost(real), rounder + " for " + real));
        }
    }

    @Property
    void roundingAllAtOnceMovesNoneFar(@ForAll double value) {
        if (Math.abs(value) < 1e300 && value != 0) {
            Rational real = Rational.of(value);
            double rounded = Roundness.toDigits(real, 4).toDouble();
            assertTrue(Math.abs(rounded - value) <= Math.abs(value) / 8, rounded + " for " + value);
        }
    }
}
