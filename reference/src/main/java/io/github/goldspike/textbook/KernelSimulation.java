package io.github.goldspike.textbook;

import io.github.goldspike.contract.Undecided;
import io.github.goldspike.textbook.KernelNetwork.Cell;
import io.github.goldspike.textbook.KernelNetwork.Input;
import io.github.goldspike.textbook.KernelNetwork.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Firing times of a network of section 3.3 as roots of [FP eq. 9], the potential being the whole sum of [FP eq. 5] (textbook-X7). */
final class KernelSimulation {

    /** What reached a neuron; {@code sender} is empty for an input. */
    record Reached(Wire wire, Real time, Optional<Firing> sender, Optional<Input> input) {}

    private final KernelNetwork network;
    private final Real horizon;
    private final Precision precision;
    private final List<Firing> firings = new ArrayList<>();
    private final List<List<Firing>> own = new ArrayList<>();
    private final List<List<Reached>> reached = new ArrayList<>();
    private final List<PriorityQueue<Reached>> pending = new ArrayList<>();
    /** The first crossing of each neuron after its last event and before its next arrival, or why it is open. */
    private final List<Optional<Crossing>> next = new ArrayList<>();

    /** @param open why it is not known to be one */
    private record Crossing(Real time, Optional<Undecided.Kind> open) {}

    /** The simulation stopped. */
    record Stopped(int neuron, Real time, Undecided.Kind kind, String detail) {}

    KernelSimulation(KernelNetwork network, Real horizon) {
        this.network = network;
        this.horizon = horizon;
        this.precision = horizon.precision();
        for (int i = 0; i < network.cells().size(); i++) {
            own.add(new ArrayList<>());
            reached.add(new ArrayList<>());
            pending.add(new PriorityQueue<>(Comparator.comparing(Reached::time)));
        }
        for (Input input : network.inputs()) {
            pending.get(input.wire().target())
                    .add(new Reached(input.wire(), input.arrival(), Optional.empty(), Optional.of(input)));
        }
        Real zero = precision.of(0);
        for (int i = 0; i < network.cells().size(); i++) {
            next.add(firstCrossing(i, zero));
        }
    }

    List<Firing> firings() {
        return firings;
    }

    List<Firing> firings(int neuron) {
        return own.get(neuron);
    }

    /** What reached a neuron before a time by more than rounding. */
    List<Reached> before(int neuron, Real time) {
        return reached.get(neuron).stream()
                .filter(arrival -> arrival.time().precedes(time))
                .toList();
    }

    /** Runs to the horizon, or to what is not decided. */
    Optional<Stopped> run(int spikeLimit) {
        while (true) {
            int crossing = -1;
            int arriving = -1;
            for (int i = 0; i < next.size(); i++) {
                if (next.get(i).isPresent()
                        && (crossing < 0
                                || next.get(i)
                                                .get()
                                                .time()
                                                .compareTo(
                                                        next.get(crossing).get().time())
                                        < 0)) {
                    crossing = i;
                }
                if (!pending.get(i).isEmpty()
                        && (arriving < 0
                                || pending.get(i)
                                                .peek()
                                                .time()
                                                .compareTo(pending.get(arriving)
                                                        .peek()
                                                        .time())
                                        < 0)) {
                    arriving = i;
                }
            }
            boolean arrives = arriving >= 0
                    && pending.get(arriving).peek().time().compareTo(horizon) <= 0
                    && (crossing < 0
                            || pending.get(arriving)
                                            .peek()
                                            .time()
                                            .compareTo(next.get(crossing).get().time())
                                    < 0);
            if (arrives) {
                Reached arrival = pending.get(arriving).remove();
                reached.get(arriving).add(arrival);
                next.set(arriving, firstCrossing(arriving, arrival.time()));
            } else if (crossing < 0) {
                return Optional.empty();
            } else {
                Crossing found = next.get(crossing).get();
                if (found.open().isPresent()) {
                    String detail = "the potential equals the threshold there to working precision";
                    return Optional.of(
                            new Stopped(crossing, found.time(), found.open().get(), detail));
                }
                if (firings.size() == spikeLimit) {
                    String detail = "the limit of " + spikeLimit + " spikes was reached";
                    return Optional.of(new Stopped(crossing, found.time(), Undecided.Kind.LIMIT, detail));
                }
                fire(crossing, found.time());
            }
        }
    }

    private void fire(int neuron, Real time) {
        Real slope = slope(neuron, time);
        Firing firing = new Firing(firings.size(), neuron, own.get(neuron).size(), time, slope);
        firings.add(firing);
        own.get(neuron).add(firing);
        for (Wire wire : network.wires()) {
            if (wire.source() == neuron) {
                pending.get(wire.target())
                        .add(new Reached(wire, time.plus(wire.delay()), Optional.of(firing), Optional.empty()));
                if (wire.target() != neuron) {
                    next.set(wire.target(), firstCrossing(wire.target(), lastEvent(wire.target())));
                }
            }
        }
        next.set(neuron, firstCrossing(neuron, time));
    }

    private Real lastEvent(int neuron) {
        Real last = precision.of(0);
        for (Reached arrival : reached.get(neuron)) {
            last = Real.max(last, arrival.time());
        }
        return own.get(neuron).isEmpty()
                ? last
                : Real.max(last, own.get(neuron).get(own.get(neuron).size() - 1).time());
    }

    /** A fall of V at a time, as a function of the time since then. */
    private record Fall(Real time, ExponentialSum course) {}

    /** The end u of the last refractory time that began before a time t, and what V° is above the reset there. */
    record Release(Firing after, Real time, Real amount, Real slope) {}

    /** When a neuron with a refractory time is let go after its last spike before {@code t}. */
    Optional<Release> release(int neuron, Real t) {
        Optional<Real> hold = network.cells().get(neuron).hold();
        Optional<Firing> last = own.get(neuron).stream()
                .filter(firing -> firing.time().precedes(t))
                .reduce((earlier, later) -> later);
        if (hold.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        Real end = last.get().time().plus(hold.get());
        Cell cell = network.cells().get(neuron);
        Real amount = unfallen(neuron, end).minus(cell.reset());
        Real slope = unfallenSlope(neuron, end)
                .plus(cell.fall().at(precision.of(0)).slope().times(amount));
        return Optional.of(new Release(last.get(), end, amount, slope));
    }

    /** By every earlier spike; with a refractory time by the last one, at its end, from V° to the reset (textbook-X8). */
    private List<Fall> falls(int neuron, Real t) {
        Cell cell = network.cells().get(neuron);
        if (cell.hold().isPresent()) {
            return release(neuron, t).stream()
                    .map(end -> new Fall(end.time(), cell.fall().times(end.amount())))
                    .toList();
        }
        return own.get(neuron).stream()
                .filter(earlier -> earlier.time().precedes(t))
                .map(earlier -> new Fall(earlier.time(), cell.fall()))
                .toList();
    }

    /** Eq. (5) with all that was before, as a function of the time since {@code origin}. */
    private ExponentialSum potential(int neuron, Real origin, List<Fall> falls) {
        ExponentialSum sum = network.cells().get(neuron).rest().shifted(origin);
        for (Reached arrival : reached.get(neuron)) {
            sum = sum.plus(arrival.wire()
                    .response()
                    .shifted(origin.minus(arrival.time()))
                    .times(arrival.wire().weight()));
        }
        for (Fall fall : falls) {
            sum = sum.plus(fall.course().shifted(origin.minus(fall.time())));
        }
        return sum;
    }

    /** V at a time t, from the left. */
    Real potentialBefore(int neuron, Real t) {
        Real sum = unfallen(neuron, t);
        for (Fall fall : falls(neuron, t)) {
            if (!fall.time().precedes(t) && network.cells().get(neuron).hold().isPresent()) {
                return network.cells().get(neuron).reset();
            }
            sum = sum.plus(fall.course().at(t.minus(fall.time())).value());
        }
        return sum;
    }

    private Real slope(int neuron, Real t) {
        Real sum = unfallenSlope(neuron, t);
        for (Fall fall : falls(neuron, t)) {
            sum = sum.plus(fall.course().at(t.minus(fall.time())).slope());
        }
        return sum;
    }

    /** V°(t⁻), the sum without spikes of the neuron itself. */
    private Real unfallen(int neuron, Real t) {
        Real sum = network.cells().get(neuron).rest().at(t).value();
        for (Reached arrival : before(neuron, t)) {
            sum = sum.plus(arrival.wire()
                    .response()
                    .at(t.minus(arrival.time()))
                    .value()
                    .times(arrival.wire().weight()));
        }
        return sum;
    }

    private Real unfallenSlope(int neuron, Real t) {
        Real sum = network.cells().get(neuron).rest().at(t).slope();
        for (Reached arrival : before(neuron, t)) {
            sum = sum.plus(arrival.wire()
                    .slope()
                    .at(t.minus(arrival.time()))
                    .value()
                    .times(arrival.wire().weight()));
        }
        return sum;
    }

    /** The first upward crossing after {@code from} and before the next arrival: between two sign changes of V' there is one at most. */
    private Optional<Crossing> firstCrossing(int neuron, Real event) {
        Cell cell = network.cells().get(neuron);
        Real until = pending.get(neuron).isEmpty()
                        || pending.get(neuron).peek().time().compareTo(horizon) > 0
                ? horizon
                : pending.get(neuron).peek().time();
        // An event is behind the spike that it is.
        List<Fall> falls = falls(neuron, horizon.plus(precision.of(1)));
        Real from =
                cell.hold().isEmpty() ? event : falls.stream().map(Fall::time).reduce(event, Real::max);
        Real end = until.minus(from);
        if (cell.threshold().isEmpty() || end.signum() <= 0) {
            return Optional.empty();
        }
        ExponentialSum excess =
                potential(neuron, from, falls).minus(cell.threshold().get());
        List<Real> ends = new ArrayList<>(SignChanges.of(excess.derivative(), end));
        ends.add(end);
        Real low = precision.of(0);
        for (Real high : ends) {
            ExponentialSum.Point there = excess.at(high);
            if (there.value().abs().compareTo(there.rounding()) <= 0) {
                Undecided.Kind kind = high != end
                        ? Undecided.Kind.GRAZING
                        : until.compareTo(horizon) < 0 ? Undecided.Kind.TIE : Undecided.Kind.HORIZON;
                return Optional.of(new Crossing(from.plus(high), Optional.of(kind)));
            }
            if (there.value().signum() > 0) {
                Real crossing = SignChanges.between(excess, low, high);
                return Optional.of(new Crossing(from.plus(crossing), Optional.empty()));
            }
            low = high;
        }
        return Optional.empty();
    }
}
