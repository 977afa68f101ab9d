package io.github.goldspike.conformance.tolerance;

import io.github.goldspike.conformance.tolerance.Timeline.Arrival;
import io.github.goldspike.conformance.tolerance.Timeline.Neuron;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The potential of a neuron from the time at which it starts (0, or the end of the refractory time after a spike) to its next
 * spike, where it is a sum of responses from time 0 on (verdict-R19), and how far sound arithmetic may be from it (verdict-R2 and verdict-R3). Errors are counted in units of u.
 */
public final class InterspikeSegment {

    private final Neuron neuron;
    private final List<Arrival> arrivals;
    private final double start;
    /** From where on the segment is looked at: the start, or the spike before where V is a sum from 0 on. */
    private final double from;

    private final double value;
    private final double carried;
    private final int before;

    /**
     * @param order of the spike that the stretch leads to; the number of the neuron's spikes for what follows the last
     * @param carried residual at the spike before, 0 for the first stretch
     */
    InterspikeSegment(Neuron neuron, int order, double carried) {
        this.neuron = neuron;
        this.arrivals = neuron.arrivals();
        this.from = order == 0 ? 0 : neuron.spikes().get(order - 1).time() + neuron.refractory();
        boolean anew = order > 0 && !neuron.summed();
        this.start = anew ? from : 0;
        this.value = anew ? neuron.reset() : neuron.initial();
        this.carried = anew ? carried : 0;
        this.before = anew ? order : 0;
    }

    private InterspikeSegment(InterspikeSegment all, List<Arrival> arrivals) {
        neuron = all.neuron;
        this.arrivals = arrivals;
        start = all.start;
        from = all.from;
        value = all.value;
        carried = all.carried;
        before = all.before;
    }

    /** The same stretch as it goes on if nothing arrives at or after a time. */
    InterspikeSegment undisturbedFrom(double time) {
        return new InterspikeSegment(
                this,
                arrivals.stream().takeWhile(arrival -> arrival.time() < time).toList());
    }

    /** From where on it is looked at; where that is a spike, just after it. */
    double from() {
        return from > start ? Math.nextUp(from) : from;
    }

    /** Where it is looked at first, each arrival between, and the end. */
    List<Double> joints(double end) {
        List<Double> joints = new ArrayList<>(List.of(from()));
        for (Arrival arrival : arrivals) {
            if (arrival.time() > joints.get(joints.size() - 1) && arrival.time() < end) {
                joints.add(arrival.time());
            }
        }
        joints.add(end);
        return joints;
    }

    /** One arrival as it acts at a time: since when, and how much of it was left then. */
    private record Part(Arrival arrival, boolean early, double since, double left) {
        double weight() {
            return arrival.weight() * left;
        }
    }

    private Part part(Arrival arrival, double t) {
        boolean early = arrival.time() <= start && before > 0;
        return early
                ? new Part(arrival, true, t - start, arrival.kernel().current(start - arrival.time()))
                : new Part(arrival, false, t - arrival.time(), 1);
    }

    /** Does something with each arrival before a time. */
    private void each(double t, Consumer<Part> action) {
        for (Arrival arrival : arrivals) {
            if (arrival.time() >= t) {
                return;
            }
            action.accept(part(arrival, t));
        }
    }

    private double sum(double t, ToDoubleFunction<Part> term) {
        double[] sum = new double[1];
        each(t, part -> sum[0] += term.applyAsDouble(part));
        return sum[0];
    }

    private double fading(double t) {
        return Math.exp(-neuron.beta() * (t - start));
    }

    /** V. */
    double potential(double t) {
        return neuron.leak()
                + (value - neuron.leak()) * fading(t)
                + sum(t, part -> part.weight() * part.arrival.kernel().value(part.since));
    }

    /** V', from the left. */
    public double slope(double t) {
        return -neuron.beta() * (value - neuron.leak()) * fading(t)
                + sum(t, part -> part.weight() * part.arrival.kernel().slope(part.since));
    }

    /** At least |V''|. */
    double bend(double t) {
        return neuron.beta() * neuron.beta() * Math.abs(value - neuron.leak()) * fading(t)
                + sum(t, part -> Math.abs(part.weight()) * part.arrival.kernel().bend(part.since));
    }

    /** V' just after the start. */
    private double rise() {
        return -neuron.beta() * (value - neuron.leak())
                + sum(Math.nextUp(start), part -> part.early ? part.weight() : 0);
    }

    /** Receives the derivative by an arrival. */
    public interface ByArrival {
        void accept(Arrival arrival, double derivative);
    }

    /** ∂V(t) by the time of each arrival. */
    public void byArrivals(double t, ByArrival receiver) {
        each(t, part -> receiver.accept(part.arrival, byTime(part)));
    }

    private static double byTime(Part part) {
        Kernel kernel = part.arrival.kernel();
        return part.early
                ? part.weight() * kernel.alpha() * kernel.value(part.since)
                : -part.weight() * kernel.slope(part.since);
    }

    /** |∂V'(t)| by the time of each arrival. */
    void slopeByArrivals(double t, ByArrival receiver) {
        each(t, part -> {
            Kernel kernel = part.arrival.kernel();
            double rate = part.early ? kernel.alpha() * Math.abs(kernel.slope(part.since)) : kernel.bend(part.since);
            receiver.accept(part.arrival, Math.abs(part.weight()) * rate);
        });
    }

    /** ∂V(t) by the weight of each arrival. */
    public void byWeights(double t, ByArrival receiver) {
        each(
                t,
                part -> receiver.accept(
                        part.arrival, part.left * part.arrival.kernel().value(part.since)));
    }

    /** ∂V(t) by the start, where that is a spike. */
    double byStart(double t) {
        return before == 0 ? 0 : -rise() * fading(t);
    }

    /** Roundings that a running sum has behind it at a time. */
    private double steps(double t) {
        return 1 + before + sum(t, part -> 1);
    }

    /** verdict-R3: how far from V(t) a sound evaluation may be, the times of the causes being what they are; in units of u. */
    double residual(double t) {
        double s = t - start;
        double base = Math.abs(neuron.leak())
                + Math.abs(value)
                + Math.abs(value - neuron.leak()) * fading(t) * (1 + neuron.beta() * s);
        double steps = steps(t);
        double terms = sum(t, part -> {
            Kernel kernel = part.arrival.kernel();
            double weight = Math.abs(part.weight());
            double decay = part.early ? kernel.alpha() * (start - part.arrival.time()) : 0;
            return weight * ((steps + decay) * kernel.terms(part.since) + kernel.byRates(part.since))
                    + Math.abs(byTime(part)) * part.arrival.time();
        });
        return steps * base
                + terms
                + neuron.threshold().stream().map(Math::abs).sum()
                + Math.abs(byStart(t)) * start
                + fading(t) * carried;
    }

    /** What the times of the causes, or how far they are off, add to how far V may be off. */
    interface Lateness {
        double of(Arrival arrival);
    }

    /** At least the {@link #residual}, and Σ|∂V/∂a|·{@code late}, at every time between two others between which nothing arrives. */
    double mostOff(double from, double to, Lateness late) {
        double base = Math.abs(neuron.leak())
                + Math.abs(value)
                + Math.abs(value - neuron.leak()) * fading(from) * (1 + neuron.beta() * (from - start));
        double steps = steps(to);
        double terms = sum(to, part -> {
            Kernel kernel = part.arrival.kernel();
            double first = Math.max(0, part.since - (to - from));
            double decay = part.early ? kernel.alpha() * (start - part.arrival.time()) : 0;
            double byTime = part.early
                    ? kernel.alpha() * kernel.mostValue(first, part.since)
                    : kernel.mostSlope(first, part.since);
            return Math.abs(part.weight())
                    * ((steps + decay) * kernel.mostTerms(first, part.since)
                            + kernel.mostByRates(first, part.since)
                            + byTime * (part.arrival.time() + late.of(part.arrival)));
        });
        return steps * base
                + terms
                + neuron.threshold().stream().map(Math::abs).sum()
                + Math.abs(byStart(from)) * start
                + fading(from) * carried;
    }

    /** verdict-R5: the same for V'(t). */
    double slopeResidual(double t) {
        double s = t - start;
        double beta = neuron.beta();
        double base = beta
                * (Math.abs(neuron.leak())
                        + neuron.threshold().stream().map(Math::abs).sum()
                        + Math.abs(value - neuron.leak()) * fading(t) * (1 + beta * s));
        double steps = steps(t);
        return steps * base
                + sum(t, part -> {
                    Kernel kernel = part.arrival.kernel();
                    double decay = part.early ? kernel.alpha() * (start - part.arrival.time()) : 0;
                    return Math.abs(part.weight())
                            * ((steps + decay) * kernel.slopeTerms(part.since)
                                    + kernel.slopeByRates(part.since)
                                    + kernel.bend(part.since) * (part.arrival.time() + t));
                })
                + beta * fading(t) * carried;
    }

    /** Receives how far a derivative by an arrival may be off, in units of u. */
    interface Off {
        void accept(Arrival arrival, double byTime, double byWeight);
    }

    /**
     * verdict-R5: how far sound derivatives of V(t) by times and weights of arrivals may be off.
     *
     * @param late how far t may be off
     * @param lateStart how far the start may be off
     * @param lateArrival how far an arrival may be off
     */
    void derivativesOff(double t, double late, double lateStart, ToDoubleFunction<Arrival> lateArrival, Off receiver) {
        double steps = steps(t);
        each(t, part -> {
            Kernel kernel = part.arrival.kernel();
            double weight = Math.abs(part.weight());
            double a = part.arrival.time();
            double s = part.since;
            double shift = late + lateArrival.applyAsDouble(part.arrival);
            if (part.early) {
                double alpha = kernel.alpha();
                double factor = steps + alpha * (start - a);
                double moved =
                        alpha * kernel.value(s) * (lateArrival.applyAsDouble(part.arrival) + lateStart + a + start)
                                + Math.abs(kernel.slope(s)) * (late + lateStart + t + start);
                receiver.accept(
                        part.arrival,
                        weight * alpha * (factor * kernel.terms(s) + kernel.byRates(s) + moved)
                                + weight * steps * kernel.slopeTerms(s),
                        part.left * (factor * kernel.terms(s) + kernel.byRates(s) + moved));
            } else {
                receiver.accept(
                        part.arrival,
                        weight
                                * (steps * kernel.slopeTerms(s)
                                        + kernel.slopeByRates(s)
                                        + kernel.bend(s) * (a + t + shift)),
                        steps * kernel.terms(s) + kernel.byRates(s) + Math.abs(kernel.slope(s)) * (a + t + shift));
            }
        });
    }

    /** Receives derivatives by the rates of an arrival's kernel, and how far they may be off, in units of u. */
    interface ByRates {
        void accept(Arrival arrival, double byAlpha, double byBeta, double byAlphaOff, double byBetaOff);
    }

    /** verdict-R18: sound derivatives of V(t) by the rates of what has arrived. */
    void byRates(double t, double late, double lateStart, ToDoubleFunction<Arrival> lateArrival, ByRates receiver) {
        double steps = steps(t);
        each(t, part -> {
            if (!(part.arrival.kernel() instanceof LeakyKernel kernel)) {
                return;
            }
            KernelRates rates = new KernelRates(kernel);
            double weight = part.weight();
            double s = part.since;
            double a = part.arrival.time();
            double arrived = a + lateArrival.applyAsDouble(part.arrival);
            // Of the derivative of the kernel, since the arrival or the start.
            double moved = late + t + (part.early ? start + lateStart : arrived);
            double off = steps * rates.terms(s) + rates.byRates(s) + rates.slope(s) * moved;
            if (!part.early) {
                receiver.accept(
                        part.arrival,
                        weight * rates.byAlpha(s),
                        weight * rates.byBeta(s),
                        Math.abs(weight) * off,
                        Math.abs(weight) * off);
                return;
            }
            // W e^{−α(start − a)} h(s): what is left at the start has a rate, too.
            double gone = start - a;
            double leftMoved = kernel.alpha() * (gone + arrived + start + lateStart);
            double left = gone * ((steps + kernel.alpha() * gone) * kernel.terms(s) + kernel.byRates(s))
                    + kernel.value(s) * (gone * leftMoved + arrived + start + lateStart)
                    + gone * Math.abs(kernel.slope(s)) * moved;
            receiver.accept(
                    part.arrival,
                    weight * (rates.byAlpha(s) - gone * kernel.value(s)),
                    weight * rates.byBeta(s),
                    Math.abs(weight) * (off + leftMoved * Math.abs(rates.byAlpha(s)) + left),
                    Math.abs(weight) * (off + leftMoved * Math.abs(rates.byBeta(s))));
        });
    }

    /** ∂V(t) by V at the start. */
    double byValue(double t) {
        return fading(t);
    }

    /** verdict-R18: how far that may be off. */
    double byValueOff(double t, double late, double lateStart) {
        double beta = neuron.beta();
        return fading(t) * (steps(t) + beta * (t - start) + beta * (late + lateStart + t + start));
    }

    /** ∂V(t) by β, of what was there at the start. */
    double startByBeta(double t) {
        return -(t - start) * (value - neuron.leak()) * fading(t);
    }

    /** verdict-R18: how far that may be off. */
    double startByBetaOff(double t, double late, double lateStart) {
        double size = Math.abs(value) + Math.abs(neuron.leak());
        return size * ((t - start) * byValueOff(t, late, lateStart) + fading(t) * (late + lateStart + t + start));
    }

    /** verdict-R5: how far a sound derivative of V(t) by the start may be off. */
    double byStartOff(double t, double late, double lateStart, ToDoubleFunction<Arrival> lateArrival) {
        if (before == 0) {
            return 0;
        }
        double beta = neuron.beta();
        double steps = steps(t);
        double size = beta
                        * (Math.abs(value)
                                + Math.abs(neuron.leak())
                                + neuron.threshold().stream().map(Math::abs).sum())
                + sum(Math.nextUp(start), part -> part.early ? Math.abs(part.weight()) : 0);
        double moved = sum(Math.nextUp(start), part -> {
            Kernel kernel = part.arrival.kernel();
            double alpha = kernel.alpha();
            return part.early
                    ? Math.abs(part.weight())
                            * alpha
                            * (start + part.arrival.time() + lateStart + lateArrival.applyAsDouble(part.arrival))
                    : 0;
        });
        return fading(t)
                * (size * (steps + beta * (t - start))
                        + Math.abs(rise()) * beta * (late + lateStart + t + start)
                        + moved);
    }

    /** e^{−β(t − start)}: how much of an error before the start a kernel sum still has. */
    double carriedTo(double t) {
        return before == 0 ? 0 : fading(t);
    }
}
