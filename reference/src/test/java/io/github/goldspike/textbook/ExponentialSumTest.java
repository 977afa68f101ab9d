package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import java.util.List;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;

class ExponentialSumTest {

    private final Precision precision = new Precision(60);

    private Real real(String text) {
        return precision.of(Rational.parse(text));
    }

    /** 3 − 2 e^{−s} + s e^{−s} − 5 s² e^{−2s}. */
    private ExponentialSum some() {
        return ExponentialSum.constant(real("3"))
                .plus(real("1"), 0, real("-2"))
                .plus(real("1"), 1, real("1"))
                .plus(real("2"), 2, real("-5"));
    }

    @Test
    void terms_that_cancel_are_gone() {
        assertEquals(List.of(), some().plus(some().times(real("-1"))).terms());
    }

    @Test
    void moving_the_origin_does_not_change_the_function() {
        Digits.assertAgree(
                some().at(real("1.75")).value(),
                some().shifted(real("0.5")).at(real("1.25")).value(),
                56);
    }

    @Test
    void the_derivative_is_the_slope() {
        Digits.assertAgree(
                some().at(real("0.8")).slope(),
                some().derivative().at(real("0.8")).value(),
                56);
    }

    @Test
    void the_integral_of_the_derivative_is_the_difference_of_the_ends() {
        Real ends = some().at(real("1.3")).value().minus(some().at(real("0")).value());
        Digits.assertAgree(ends, some().derivative().integral(real("1.3")), 55);
    }

    @Test
    void a_product_of_sums_is_the_product_of_their_values() {
        Real value = some().at(real("0.4")).value();
        Digits.assertAgree(value.squared(), some().times(some()).at(real("0.4")).value(), 56);
    }

    @Test
    void the_sign_changes_of_a_cubic_in_the_exponential_are_the_logarithms_of_its_roots() {
        // (x − 1/2)(x − 1/4)(x − 1/8) with x = e^{−s}.
        ExponentialSum cubic = ExponentialSum.constant(real("-1/64"))
                .plus(real("1"), 0, real("7/32"))
                .plus(real("2"), 0, real("-7/8"))
                .plus(real("3"), 0, real("1"));
        Apfloat ln2 = ApfloatMath.log(new Apfloat(2, 80));
        List<Real> changes = SignChanges.of(cubic, real("1000"));
        assertEquals(3, changes.size());
        for (int k = 1; k <= 3; k++) {
            Digits.assertAgree(ln2.multiply(new Apfloat(k)), changes.get(k - 1).value(), 55);
        }
        assertEquals(2, SignChanges.of(cubic, real("2")).size());
        assertEquals(0, SignChanges.of(cubic, real("0.6")).size());
    }

    @Test
    void a_double_root_is_no_sign_change() {
        // (x − 1/2)²
        ExponentialSum square = ExponentialSum.constant(real("1/4"))
                .plus(real("1"), 0, real("-1"))
                .plus(real("2"), 0, real("1"));
        List<Real> changes = SignChanges.of(square, real("10"));
        // Rounding may split a double root into two, but never into one.
        assertTrue(changes.size() % 2 == 0, () -> "changes " + changes);
    }

    @Test
    void a_bracket_without_a_sign_change_is_refused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SignChanges.between(ExponentialSum.constant(real("1")), real("0"), real("1")));
    }
}
