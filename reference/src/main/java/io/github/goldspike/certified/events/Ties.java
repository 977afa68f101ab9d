package io.github.goldspike.certified.events;

import io.github.goldspike.certified.membrane.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrivals over weights other than zero that are known by identity to come at exactly the time of a spike of their target, which
 * does not cause them, or at the end of a refractory period of their target (events-E5 and events-E7).
 *
 * @param atSpikes by index of the spike in the raster
 * @param atRestarts by index of the spike that began the period
 */
public record Ties(Map<Integer, List<Raster.Arrival>> atSpikes, Map<Integer, List<Raster.Arrival>> atRestarts) {

    public static Ties of(Wiring wiring, Raster raster) {
        Ties ties = new Ties(new HashMap<>(), new HashMap<>());
        for (int i = 0; i < raster.trains().size(); i++) {
            Map<SymbolicTime, Integer> spikes = new HashMap<>();
            Map<SymbolicTime, Integer> restarts = new HashMap<>();
            for (int f : raster.trains().get(i)) {
                spikes.put(raster.spikes().get(f).exact(), f);
            }
            raster.restarts().get(i).forEach(restart -> restarts.put(restart.exact(), restart.spike()));
            for (Raster.Arrival arrival : raster.arrivals().get(i)) {
                if (wiring.synapses().get(arrival.synapse()).weight().signum() != 0) {
                    Integer f = spikes.get(arrival.exact());
                    if (f != null && arrival.source() != f) {
                        ties.atSpikes
                                .computeIfAbsent(f, unseen -> new ArrayList<>())
                                .add(arrival);
                    }
                    Integer e = restarts.get(arrival.exact());
                    if (e != null) {
                        ties.atRestarts
                                .computeIfAbsent(e, unseen -> new ArrayList<>())
                                .add(arrival);
                    }
                }
            }
        }
        return ties;
    }

    public boolean isEmpty() {
        return atSpikes.isEmpty() && atRestarts.isEmpty();
    }
}
