package io.github.goldspike.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import io.github.goldspike.model.Rational;
import io.github.goldspike.textbook.TextbookGridEngine;
import java.math.BigDecimal;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;

/** The certified engine and the textbook one, which share nothing but the model of a step. */
class GridEnginesTest {

    private static final int NETWORKS = 10 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final int DIGITS = 36;
    private static final Rational TOLERANCE = Rational.parse("1e-34");

    @Test
    void theTwoEnginesOfTheReferenceGiveTheSameStepsLossesAndGradientsOnEveryProfile() {
        int gradients = 0;
        int equalities = 0;
        for (Profile profile : Profile.values()) {
            for (int seed = 1000; seed < 1000 + NETWORKS; seed++) {
                gradients += compare(GridNetworks.of(profile, seed), profile + ", network " + seed + ": ") ? 1 : 0;
                equalities += nearestIsZero(GridNetworks.of(profile, seed)) ? 1 : 0;
            }
        }
        int all = NETWORKS * Profile.values().length;
        assertTrue(gradients > all / 2, gradients + " gradients");
        assertTrue(equalities > all / 20, equalities + " networks with V = threshold");
    }

    private static boolean nearestIsZero(GridNetworks.Sample sample) {
        return new CertifiedGridEngine()
                .solve(sample.network(), sample.grid(), GridQuestion.ofDigits(1))
                .nearest()
                .map(nearest -> nearest.distance().isZero())
                .orElse(false);
    }

    /** Whether there was a gradient to compare. */
    private static boolean compare(GridNetworks.Sample sample, String what) {
        GridQuestion question = GridQuestion.ofDigits(DIGITS).withRespectTo(GridQuestion.KINDS);
        GridAnswer<Ball> certified = new CertifiedGridEngine().solve(sample.network(), sample.grid(), question);
        GridAnswer<Apfloat> textbook = new TextbookGridEngine().solve(sample.network(), sample.grid(), question);
        assertEquals(textbook.steps(), certified.steps(), what);
        assertEquals(
                textbook.nearest().map(GridAnswer.Nearest::step),
                certified
                        .nearest()
                        .map(GridAnswer.Nearest::step)
                        .filter(step -> textbook.nearest().isPresent()),
                what + "nearest");
        if (textbook.loss().orElseThrow() instanceof Outcome.Known<Apfloat> loss) {
            assertNear(loss.value(), ((Outcome.Known<Ball>) certified.loss().orElseThrow()).value(), what + "loss");
        } else {
            assertTrue(certified.loss().orElseThrow() instanceof Outcome.Undefined, what);
        }
        if (!(textbook.gradient().orElseThrow() instanceof Outcome.Known<Gradient<Apfloat>> gradient)) {
            assertTrue(certified.gradient().orElseThrow() instanceof Outcome.Undefined, what);
            return false;
        }
        Gradient<Ball> proved =
                ((Outcome.Known<Gradient<Ball>>) certified.gradient().orElseThrow()).value();
        gradient.value().values().forEach((kind, lists) -> {
            for (int owner = 0; owner < lists.size(); owner++) {
                assertEquals(
                        lists.get(owner).size(),
                        proved.values().get(kind).get(owner).size(),
                        what + kind);
                for (int k = 0; k < lists.get(owner).size(); k++) {
                    assertNear(
                            lists.get(owner).get(k),
                            proved.values().get(kind).get(owner).get(k),
                            what + kind + " " + owner + " " + k);
                }
            }
        });
        return true;
    }

    private static void assertNear(Apfloat expected, Ball value, String what) {
        Rational exact = Rational.of(new BigDecimal(expected.toString()));
        Rational size = exact.signum() < 0 ? exact.negate() : exact;
        Rational least = Rational.parse("1e-20");
        Ball allowed = Ball.of(TOLERANCE.times(size.compareTo(least) < 0 ? least : size), 400);
        Ball off = value.minus(Ball.of(exact, 400)).abs();
        assertTrue(off.isLessThan(allowed), what + ": " + value + ", but the textbook has " + expected);
    }
}
