package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.model.Rational;
import org.junit.jupiter.api.Test;

class KernelTest {

    private final Precision precision = new Precision(80);

    private Real real(String text) {
        return precision.of(Rational.parse(text));
    }

    private Kernel kernel(String alpha, String beta) {
        return new Kernel(real(alpha), real(beta));
    }

    @Test
    void the_kernel_of_one_and_two_is_x_minus_x_squared_in_x_the_exponential() {
        Real x = real("-0.7").exp();
        Digits.assertAgree(x.minus(x.squared()), kernel("2", "1").at(real("0.7")), 76);
        Digits.assertAgree(x.minus(x.squared()), kernel("1", "2").at(real("0.7")), 76);
    }

    @Test
    void the_kernel_is_continuous_where_alpha_equals_beta() {
        Digits.assertAgree(
                kernel("1.3", "1.3").at(real("0.7")),
                kernel("1.30000000000000000000000000000001", "1.3").at(real("0.7")),
                30);
        Digits.assertAgree(
                kernel("1.3", "1.3").slope(real("0.7")),
                kernel("1.30000000000000000000000000000001", "1.3").slope(real("0.7")),
                30);
    }

    @Test
    void the_kernel_starts_at_zero_with_slope_one() {
        for (Kernel kernel : new Kernel[] {kernel("2", "1"), kernel("1", "1"), kernel("0.3", "5")}) {
            assertEquals(0, kernel.at(real("0")).signum());
            Digits.assertAgree(real("1"), kernel.slope(real("0")), 76);
        }
    }

    @Test
    void the_slope_is_the_limit_of_central_differences() {
        Real step = real("1e-20");
        for (Kernel kernel : new Kernel[] {kernel("2", "1"), kernel("1", "1"), kernel("0.3", "5")}) {
            Real s = real("0.9");
            Real difference = kernel.at(s.plus(step)).minus(kernel.at(s.minus(step)));
            Digits.assertAgree(difference.over(step.times(2)), kernel.slope(s), 38);
        }
    }

    @Test
    void the_kernel_as_a_sum_of_exponentials_has_the_same_values() {
        for (Kernel kernel : new Kernel[] {kernel("2", "1"), kernel("1", "1"), kernel("0.3", "5")}) {
            Real s = real("0.9");
            Digits.assertAgree(kernel.at(s), kernel.function().at(s).value(), 76);
            Digits.assertAgree(kernel.slope(s), kernel.function().at(s).slope(), 76);
        }
    }
}
