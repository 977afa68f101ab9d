package io.github.goldspike.clock;

import io.github.goldspike.contract.UnsupportedQuestionException;
import java.util.Optional;

/** EventProp in steps: between spikes the same reverse steps, at spikes the jumps of Table 2 with the V' that was stored (grids-N11). */
final class ClockedEventProp extends ReverseSweep {

    private final LossOnSteps loss;
    private final SpikeBuffer buffer;
    private final int lanes;
    private Optional<String> undefined = Optional.empty();

    ClockedEventProp(
            Layout layout,
            double[] weights,
            Simulation simulation,
            LossOnSteps loss,
            NumberFormat format,
            boolean byRates) {
        super(layout, weights, simulation, format, byRates);
        if (layout.grid().resetsLate()) {
            throw new UnsupportedQuestionException("eventprop needs a grid whose reset stands after fire in the order");
        }
        this.loss = loss;
        this.buffer = simulation.buffer();
        this.lanes = simulation.lanes();
    }

    /** Why there is no gradient: a spike without a slope. */
    Optional<String> undefined() {
        return undefined;
    }

    @Override
    void inject(int row) {
        loss.addByPotential(row, byV);
    }

    @Override
    boolean listens(int unit, int row) {
        return !tape.spikes[layout.first() + row].isClear(unit);
    }

    /** ∂ℓ/∂f of the spike: W (α ∂ℓ/∂I − ∂V'/∂I ∂ℓ/∂V) of the current that it jumps into. */
    @Override
    void arrival(Lanes bySpike, int unit, int current, double weight) {
        bySpike.add(unit, weight * neurons.alpha[current], byI, current);
        bySpike.add(
                unit,
                -weight * neurons.slope,
                byV,
                layout.currents().get(current).unit());
    }

    /** The end of the hold moves with the spike: ∂ℓ/∂f of the latest spike has −V' ∂ℓ/∂V, where it ends. */
    @Override
    void held(int unit, int row) {
        sums.reset[unit] += byV.dot(unit, tape.held[row], unit);
        for (int lane = 0; lane < lanes; lane++) {
            int ring = unit * lanes + lane;
            if (tape.held[row].get(unit, lane) != 0 && !isHeldNext(unit, lane, row)) {
                buffer.addByTime(ring, -buffer.release(ring) * byV.get(unit, lane));
            }
        }
    }

    private boolean isHeldNext(int unit, int lane, int row) {
        return row + 1 < tape.held.length && tape.held[row + 1].get(unit, lane) != 0;
    }

    /** Only what an arrival in the step of the spike itself passes on comes here after the reset. */
    @Override
    void fire(Layout.Group group, int row) {
        Lanes z = tape.spikes[layout.first() + row];
        for (int unit = group.from(); unit < group.to(); unit++) {
            for (int lane = 0; lane < lanes && !z.isClear(unit); lane++) {
                if (z.get(unit, lane) != 0) {
                    fire(unit, lane, row);
                }
            }
        }
    }

    private void fire(int unit, int lane, int row) {
        int ring = unit * lanes + lane;
        double slope = buffer.slope(ring);
        if (slope <= 0 && undefined.isEmpty()) {
            undefined = Optional.of(
                    "in a step in which a neuron fires its V' is not positive, so EventProp has no derivative"
                            + " of that spike's time");
        }
        double byTime = bySpike(row).get(unit, lane)
                + buffer.byTime(ring)
                + loss.byTime(unit, lane, buffer.count(ring) - 1)
                + loss.jump(unit, row, buffer.before(ring), buffer.after(ring));
        double before = byV.get(unit, lane) - byTime / slope;
        byV.set(unit, lane, before);
        sums.threshold[unit] -= before;
        buffer.pop(ring);
    }

    /** ∂ℓ/∂V⁻ = V'⁺/V'⁻ ∂ℓ/∂V⁺ + …; the rest follows where the neuron fired. */
    @Override
    void reset(Layout.Group group, int row) {
        Lanes z = tape.spikes[layout.first() + row];
        for (int unit = group.from(); unit < group.to(); unit++) {
            if (z.isClear(unit) || byV.isClear(unit)) {
                continue;
            }
            sums.reset[unit] += byV.dot(unit, z, unit);
            for (int lane = 0; lane < lanes; lane++) {
                if (z.get(unit, lane) != 0) {
                    int ring = unit * lanes + lane;
                    double fall = buffer.before(ring) - buffer.after(ring);
                    double after = neurons.held[unit] > 0 ? 0 : buffer.slope(ring) + neurons.beta[unit] * fall;
                    byV.set(unit, lane, byV.get(unit, lane) * after / buffer.slope(ring));
                }
            }
        }
    }
}
