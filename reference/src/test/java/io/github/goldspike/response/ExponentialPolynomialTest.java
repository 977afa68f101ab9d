package io.github.goldspike.response;

import static io.github.goldspike.response.Kernels.real;
import static io.github.goldspike.response.Kernels.term;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.model.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExponentialPolynomialTest {

    @Test
    void termsAreAddedUpAndSorted() {
        ExponentialPolynomial sum = term("1", 1, "2").plus(term("3", 0, "2")).plus(term("0.5", 0, "1"));
        assertEquals(
                List.of(0, 0, 1),
                sum.terms().stream().map(ExponentialPolynomial.Term::power).toList());
        assertEquals(term("0.5", 0, "1"), sum.plus(term("-1", 1, "2")).plus(term("-3", 0, "2")));
        assertEquals(ExponentialPolynomial.ZERO, sum.plus(sum.times(Rational.of(-1))));
        assertEquals(real("3.5"), sum.atZero());
    }

    @Test
    void theDerivativeFollowsTheProductRule() {
        assertEquals(
                term("6", 1, "5").plus(term("-15", 2, "5")), term("3", 2, "5").derivative());
    }

    /** F = κ * e^{−βt} is the solution of F' = κ − βF that starts at 0. */
    @Test
    void aFilteredResponseSolvesTheEquationOfTheMembrane() {
        ExponentialPolynomial current =
                term("2", 3, "1").plus(term("-1", 2, "3")).plus(term("5", 0, "0.5"));
        for (String beta : List.of("0", "0.5", "1", "2.5", "3")) {
            ExponentialPolynomial filtered = current.filteredBy(real(beta));
            assertEquals(current, filtered.derivative().plus(filtered.times(real(beta))), "β = " + beta);
            assertEquals(Rational.ZERO, filtered.atZero());
        }
    }
}
