package io.github.goldspike.conformance;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.event.EventEngine;
import java.math.BigDecimal;

/** The event-driven engine keeps the promises of an engine. */
class FastEngineTckTest extends EngineTck<Double> {

    @Override
    protected Engine<Double> engine() {
        return new EventEngine();
    }

    @Override
    protected BigDecimal value(Double real) {
        return new BigDecimal(real);
    }
}
