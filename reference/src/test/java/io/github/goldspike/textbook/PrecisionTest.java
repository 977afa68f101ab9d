package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Rational;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;

class PrecisionTest {

    private final Precision precision = new Precision(60);

    private Real real(String text) {
        return precision.of(Rational.parse(text));
    }

    @Test
    void the_exponential_agrees_with_apfloats_own() {
        for (String x :
                new String[] {"1", "-1", "1e-30", "-1e-7", "0.0039", "-3.7", "12.5", "-99.9", "-1234.5", "700"}) {
            Apfloat expected = ApfloatMath.exp(new Apfloat(x, 90));
            Digits.assertAgree(expected, real(x).exp().value(), 56);
        }
    }

    @Test
    void the_exponential_of_a_hundred_thousand_time_constants_is_tiny_but_not_zero() {
        Digits.assertAgree(
                ApfloatMath.exp(new Apfloat("-100000", 90)),
                real("-100000").exp().value(),
                54);
    }

    @Test
    void the_exponential_has_as_many_digits_as_are_asked_for() {
        for (int digits : new int[] {20, 61, 400, 2000}) {
            for (String x : new String[] {"1/3", "-7/3", "-997/7", "2302585092994045684/1000000000000000000"}) {
                Real exponent = new Precision(digits).of(Rational.parse(x));
                Digits.assertAgree(
                        ApfloatMath.exp(exponent.value().precision(digits + 20)),
                        exponent.exp().value(),
                        digits - 1);
            }
        }
    }

    @Test
    void the_exponential_of_a_sum_is_the_product_up_to_the_farthest_that_is_formed() {
        for (String x : new String[] {"99999999999999999", "-99999999999999998", "12345678901234567/8", "-1e-79"}) {
            Real exponent = real(x);
            Digits.assertAgree(
                    exponent.plus(real("1/2")).exp().value(),
                    exponent.exp().times(real("1/2").exp()).value(),
                    40);
            Digits.assertAgree(
                    Apfloat.ONE.precision(60),
                    exponent.exp().times(exponent.negate().exp()).value(),
                    40);
        }
    }

    @Test
    void rationals_are_rounded_in_decimal_and_not_through_binary() {
        assertEquals("0.1", real("0.1").toString());
        Digits.assertAgree(
                "0.33333333333333333333333333333333333333333333333333333333333",
                real("1/3").value(),
                58);
    }

    @Test
    void a_cancellation_does_not_shorten_what_follows_it() {
        Real tiny = real("1.00000000000000000001").minus(real("1"));
        Digits.assertAgree(real("1e-20").over(real("3")), tiny.over(real("3")), 58);
    }

    @Test
    void numbers_that_differ_in_their_last_digits_coincide_and_others_do_not() {
        Real one = real("1");
        assertTrue(one.coincidesWith(one.plus(real("1e-50"))));
        assertFalse(one.precedes(one.plus(real("1e-50"))));
        assertTrue(one.precedes(one.plus(real("1e-40"))));
        assertFalse(one.plus(real("1e-40")).precedes(one));
    }
}
