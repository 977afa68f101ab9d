package io.github.goldspike.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Enclosures of the same number at different precisions (promise 1). */
@AddLifecycleHook(Campaign.class)
class PrecisionProperties {

    private static final int FEW = 30;
    private static final int MANY = 60;

    @Provide
    Arbitrary<Network> networks() {
        return Networks.any();
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void theNarrowEnclosureLiesInTheWideOneWidenedByItsOwnRadius(@ForAll("networks") Network network) {
        Solved.holds(network, FEW, few -> {
            Solved many = Solved.of(network, MANY);
            assertTrue(many.decided() || !few.decided(), "decided with few digits only");
            if (!few.decided()) {
                return;
            }
            assertEquals(many.counts(), few.counts());
            List<Ball> wide = values(few.answer());
            List<Ball> narrow = values(many.answer());
            assertEquals(narrow.size(), wide.size());
            for (int i = 0; i < wide.size(); i++) {
                assertConsistent(wide.get(i), narrow.get(i));
            }
        });
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyRealOfADecidedAnswerHasItsDigits(@ForAll("networks") Network network) {
        Solved.holds(network, FEW, solved -> {
            if (solved.decided()) {
                values(solved.answer())
                        .forEach(value ->
                                assertTrue(value.certifies(FEW) || isZeroToManyPlaces(value), value::toString));
            }
        });
    }

    /** What no precision tells from zero, like a sum that cancels, is answered to as many places as the limit gives. */
    private static boolean isZeroToManyPlaces(Ball value) {
        Ball small = Ball.of(Rationals.powerOfTen(-MANY), 64);
        return value.contains(Rational.ZERO) && value.abs().upper().isLessThan(small);
    }

    /** A precision raised for some other value of the answer may have made the enclosure with fewer digits the narrow one. */
    private static void assertConsistent(Ball a, Ball b) {
        assertTrue(a.overlaps(b), a + " does not overlap " + b);
        boolean order = a.radius().compareMidpoints(b.radius()) >= 0;
        Ball wide = order ? a : b;
        Ball narrow = order ? b : a;
        if (narrow.radius().shift(20).compareMidpoints(wide.radius()) < 0) {
            Ball widened = wide.withPrecision(2000).widenedBy(narrow.radius());
            assertTrue(widened.contains(narrow), wide + " widened by the radius of " + narrow + " does not contain it");
        }
    }

    private static List<Ball> values(Answer<Ball> answer) {
        List<Ball> values = new ArrayList<>();
        answer.spikes().values().forEach(spike -> {
            values.add(spike.time());
            values.add(spike.slope());
        });
        answer.loss()
                .filter(loss -> loss instanceof Outcome.Known)
                .ifPresent(loss -> values.add(((Outcome.Known<Ball>) loss).value()));
        answer.gradient()
                .ifPresent(outcome -> outcome.map(gradient -> {
                    gradient.weights().forEach(values::addAll);
                    return gradient;
                }));
        // Spikes of twins come at the same time, in either order.
        answer.jacobian().orElseThrow().stream()
                .sorted(Comparator.comparing(entry -> entry.spike() + " by " + entry.parameter()))
                .forEach(entry -> values.add(entry.value()));
        return values;
    }
}
