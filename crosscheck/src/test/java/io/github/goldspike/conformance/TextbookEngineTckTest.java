package io.github.goldspike.conformance;

import io.github.goldspike.contract.Engine;
import io.github.goldspike.model.Network;
import io.github.goldspike.textbook.TextbookEngine;
import java.math.BigDecimal;
import org.apfloat.Apfloat;

/** The textbook engine keeps the promises of an engine. */
class TextbookEngineTckTest extends EngineTck<Apfloat> {

    private static final int MOST_SYNAPSES = 30;

    @Override
    protected Engine<Apfloat> engine() {
        return new TextbookEngine();
    }

    @Override
    protected BigDecimal value(Apfloat real) {
        return new BigDecimal(real.toString());
    }

    @Override
    protected int randomNetworks() {
        return 20;
    }

    @Override
    protected boolean tries(Network network) {
        return network.projections().stream()
                        .mapToInt(projection -> projection.synapses().size())
                        .sum()
                <= MOST_SYNAPSES;
    }
}
