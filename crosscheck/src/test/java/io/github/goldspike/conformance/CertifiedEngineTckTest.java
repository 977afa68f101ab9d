package io.github.goldspike.conformance;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.contract.Engine;
import java.math.BigDecimal;

/** The certified engine keeps the promises of an engine. */
class CertifiedEngineTckTest extends EngineTck<Ball> {

    @Override
    protected Engine<Ball> engine() {
        return new CertifiedEngine();
    }

    @Override
    protected BigDecimal value(Ball real) {
        return new BigDecimal(real.toDecimalOrZero(digits()));
    }
}
