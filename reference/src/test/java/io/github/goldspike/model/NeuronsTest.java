package io.github.goldspike.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeuronsTest {

    private static final Parameter HALF = Parameter.shared(Rational.parse("0.5"));

    private static final Population.Neurons PLAIN = new Population.Neurons(
            "n",
            2,
            TimeConstant.rate(Rational.parse("0.1")),
            Optional.of(Threshold.shared(Rational.ONE)),
            Parameter.shared(Rational.parse("-0.1")),
            Parameter.shared(Rational.parse("0.2")),
            Optional.of(Parameter.shared(Rational.parse("0.3"))),
            Parameter.shared(Rational.ZERO),
            Optional.of(InputCurrent.each(List.of(List.of(), List.of()))),
            Optional.of(
                    new ResponseKernel(List.of(new ResponseKernel.Term(Rational.of(-1), 0, Rational.parse("0.1"))))));

    @Test
    void eachPartIsReplacedAloneAndPutBackGivesTheSameNeurons() {
        TimeConstant membrane = TimeConstant.rate(Rational.parse("0.7"));
        Optional<Threshold> threshold = Optional.of(Threshold.shared(Rational.of(2)));
        assertEquals(membrane, PLAIN.withMembrane(membrane).membrane());
        assertEquals(threshold, PLAIN.withThreshold(threshold).threshold());
        assertEquals(HALF, PLAIN.withReset(HALF).reset());
        assertEquals(HALF, PLAIN.withLeak(HALF).leak());
        assertEquals(Optional.of(HALF), PLAIN.withInitial(Optional.of(HALF)).initial());
        assertEquals(Optional.empty(), PLAIN.withCurrent(Optional.empty()).current());
        Population.Neurons held = PLAIN.withResetKernel(Optional.empty()).withRefractory(HALF);
        assertEquals(Optional.empty(), held.resetKernel());
        assertEquals(HALF, held.refractory());
        assertEquals(
                PLAIN,
                held.withRefractory(PLAIN.refractory())
                        .withResetKernel(PLAIN.resetKernel())
                        .withMembrane(membrane)
                        .withThreshold(threshold)
                        .withReset(HALF)
                        .withLeak(HALF)
                        .withInitial(Optional.empty())
                        .withCurrent(Optional.empty())
                        .withMembrane(PLAIN.membrane())
                        .withThreshold(PLAIN.threshold())
                        .withReset(PLAIN.reset())
                        .withLeak(PLAIN.leak())
                        .withInitial(PLAIN.initial())
                        .withCurrent(PLAIN.current()));
    }

    @Test
    void whatMakesNoValidNeuronsIsRefusedAsByTheConstructor() {
        Parameter two = Parameter.shared(Rational.of(2));
        assertThrows(InvalidNetworkException.class, () -> PLAIN.withReset(two));
        assertThrows(InvalidNetworkException.class, () -> PLAIN.withRefractory(HALF));
    }
}
