package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.model.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Digits.assertAgree(x.minus(x.squared()), value(kernel("2", "1"), real("0.7")), 76);
        Digits.assertAgree(x.minus(x.squared()), value(kernel("1", "2"), real("0.7")), 76);
    }

    @Test
    void the_kernel_is_continuous_where_alpha_equals_beta() {
        Digits.assertAgree(
                value(kernel("1.3", "1.3"), real("0.7")),
                value(kernel("1.30000000000000000000000000000001", "1.3"), real("0.7")),
                30);
        Digits.assertAgree(
                slope(kernel("1.3", "1.3"), real("0.7")),
                slope(kernel("1.30000000000000000000000000000001", "1.3"), real("0.7")),
                30);
    }

    @Test
    void the_kernel_starts_at_zero_with_slope_one() {
        for (Kernel kernel : new Kernel[] {kernel("2", "1"), kernel("1", "1"), kernel("0.3", "5")}) {
            assertEquals(0, value(kernel, real("0")).signum());
            Digits.assertAgree(real("1"), slope(kernel, real("0")), 76);
        }
    }

    @Test
    void the_slope_is_the_limit_of_central_differences() {
        Real step = real("1e-20");
        for (Kernel kernel : new Kernel[] {kernel("2", "1"), kernel("1", "1"), kernel("0.3", "5")}) {
            Real s = real("0.9");
            Real difference = value(kernel, s.plus(step)).minus(value(kernel, s.minus(step)));
            Digits.assertAgree(difference.over(step.times(2)), slope(kernel, s), 38);
        }
    }

    /** Differences of the kernel by one of its rates. */
    @ParameterizedTest
    @CsvSource({"2, 1", "1, 1", "0.3, 5"})
    void the_derivatives_by_the_rates_are_the_limits_of_central_differences(String alpha, String beta) {
        Real a = real(alpha);
        Real b = real(beta);
        Real step = real("1e-20");
        Real s = real("0.9");
        Real byAlpha = value(new Kernel(a.plus(step), b), s).minus(value(new Kernel(a.minus(step), b), s));
        Digits.assertAgree(
                byAlpha.over(step.times(2)), new Kernel(a, b).byAlpha().at(s).value(), 30);
        Real byBeta = value(new Kernel(a, b.plus(step)), s).minus(value(new Kernel(a, b.minus(step)), s));
        Digits.assertAgree(
                byBeta.over(step.times(2)), new Kernel(a, b).byBeta().at(s).value(), 30);
    }

    private static Real value(Kernel kernel, Real s) {
        return kernel.response().at(s).value();
    }

    private static Real slope(Kernel kernel, Real s) {
        return kernel.slope().at(s).value();
    }
}
