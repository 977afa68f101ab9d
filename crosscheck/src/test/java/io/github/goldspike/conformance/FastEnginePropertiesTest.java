package io.github.goldspike.conformance;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.event.EventEngine;
import java.math.BigDecimal;

/** The properties of every right engine, of the event-driven one. */
class FastEnginePropertiesTest extends EngineProperties<Double> {

    @Override
    protected Engine<Double> engine() {
        return new EventEngine();
    }

    @Override
    protected BigDecimal value(Double real) {
        return new BigDecimal(real);
    }
}
