package io.github.goldspike.conformance.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held against an engine, value by value (proofs-notes/verdict.md). */
class ErrorsTest {

    @ParameterizedTest
    @CsvSource({"1, AGREES", "1e-9, DISAGREES", "Infinity, INCONCLUSIVE", "NaN, INCONCLUSIVE"})
    void aValueIsHeldAgainstAnEngineOnlyBeyondALimitThatIsKnown(double reach, Verdict verdict) {
        Errors errors = new Errors("spikes", new Tolerance(Dtype.FLOAT64), List.of());
        errors.value("/a", 1, BigDecimal.ONE, new BigDecimal("1.000000000000001"), reach, OptionalDouble.empty());
        assertEquals(verdict, errors.result().verdict());
    }
}
