package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import java.util.HashMap;
import java.util.Map;

/**
 * The odds e^{−(f_j − r)/τ0} of first spikes, of which the softmax is made (gradient-G4). The time r is that of the
 * label, or that of the first of all where the label is so late that odds relative to it would be too great (crossing-C10).
 *
 * @param others odds of all first spikes but that of the label, by spike
 * @param ofOthers their sum
 * @param ofLabel 1 where r is the time of the label
 * @param logOfLabel −(f_l − r)/τ0, exactly 0 where r is the time of the label
 */
public record FirstSpikeOdds(Map<Integer, Ball> others, Ball ofOthers, Ball ofLabel, Ball logOfLabel) {

    /**
     * @param spikes first spikes of the population, by index in the raster
     * @param label that of the label
     */
    public static FirstSpikeOdds of(Raster raster, Iterable<Integer> spikes, int label, Ball tau0, int bits) {
        Ball labelTime = raster.spikes().get(label).time();
        Ball reference = labelTime;
        for (int spike : spikes) {
            Ball time = raster.spikes().get(spike).time();
            boolean late = labelTime.minus(time).dividedBy(tau0).magnitude() > TermTooGreat.MAGNITUDE;
            reference = late ? Ball.min(reference, time) : reference;
        }
        Map<Integer, Ball> others = new HashMap<>();
        Ball sum = Ball.ZERO.withPrecision(bits);
        for (int spike : spikes) {
            if (spike != label) {
                Ball time = raster.spikes().get(spike).time();
                Ball odd = time == reference
                        ? Ball.ONE
                        : reference.minus(time).dividedBy(tau0).exp();
                others.put(spike, odd);
                sum = sum.plus(odd);
            }
        }
        if (reference == labelTime) {
            return new FirstSpikeOdds(others, sum, Ball.ONE, Ball.ZERO);
        }
        Ball behind = reference.minus(labelTime).dividedBy(tau0);
        return new FirstSpikeOdds(others, sum, behind.exp(), behind);
    }

    public Ball total() {
        return ofOthers.plus(ofLabel);
    }
}
