package io.github.goldspike.certified.gradient;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Raster;
import io.github.goldspike.certified.events.RefractoryEnd;
import io.github.goldspike.certified.gradient.Elements.Kind;
import io.github.goldspike.certified.membrane.Cell;
import io.github.goldspike.certified.membrane.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The derivatives of the firing equations V_i(f) = ϑ, [FP eq. 9], one row for each spike in time order: the matrix L
 * of [FP thm. 4] (gradient-G1) and the derivatives by elementary parameters (gradient-G8). After a refractory period the
 * equation is that of the potential since its restart (gradient-G14).
 */
public final class FiringEquations {

    private final Wiring wiring;
    private final Raster raster;
    private final Elements elements;
    private final int bits;
    /** Made when a row of the neuron is asked for; many questions need no row. */
    private final Map<Integer, NeuronTerms> neurons = new HashMap<>();

    /**
     * The row of one spike f.
     *
     * @param diagonal L_ff = V'(f⁻)
     * @param bySpike L_fg = ∂V(f)/∂g for earlier spikes g; spikes that are not listed give zero
     * @param byElement ∂(V(f) − ϑ)/∂p for the elementary parameters p of the kinds that are wanted, by their numbers; those that are
     *     not listed give zero
     */
    public record Row(Ball diagonal, Map<Integer, Ball> bySpike, Map<Integer, Ball> byElement) {

        private void addToSpike(int spike, Ball derivative) {
            bySpike.merge(spike, derivative, Ball::plus);
        }

        private void addToElement(int element, Ball derivative) {
            if (!derivative.isZero()) {
                byElement.merge(element, derivative, Ball::plus);
            }
        }
    }

    /** What the rows of one neuron share: the parts of its kernels that depend on arrivals and own spikes only. */
    private record NeuronTerms(
            Cell cell,
            SeparatedKernel[] kernels,
            List<SeparatedKernel.Early> arrivals,
            List<Ball> weights,
            /* e^{βe} of the own spikes e; zero where it is too great to be taken apart. */
            List<Ball> ownGrowth,
            Ball beta,
            Ball drop,
            Ball aboveLeak) {}

    public FiringEquations(Wiring wiring, Raster raster, Elements elements, int bits) {
        this.wiring = wiring;
        this.raster = raster;
        this.elements = elements;
        this.bits = bits;
    }

    private NeuronTerms terms(int i) {
        Wiring.Neuron neuron = wiring.neurons().get(i);
        SeparatedKernel[] kernels = neuron.alphas().stream()
                .map(alpha -> new SeparatedKernel(alpha, neuron.beta(), bits))
                .toArray(SeparatedKernel[]::new);
        Ball beta = Ball.of(neuron.beta(), bits);
        List<SeparatedKernel.Early> arrivals = new ArrayList<>();
        List<Ball> weights = new ArrayList<>();
        List<Ball> ownGrowth = new ArrayList<>();
        List<Integer> train = raster.trains().get(i);
        if (!train.isEmpty()) {
            int causes = raster.spikes().get(train.get(train.size() - 1)).causes();
            for (Raster.Arrival arrival : raster.arrivals().get(i).subList(0, causes)) {
                arrivals.add(kernels[rate(arrival)].early(arrival.time()));
                weights.add(Ball.of(wiring.synapses().get(arrival.synapse()).weight(), bits));
            }
            for (int spike : train) {
                Ball exponent = beta.times(raster.spikes().get(spike).time());
                ownGrowth.add(exponent.magnitude() > SeparatedKernel.GREAT ? Ball.ZERO : exponent.exp());
            }
        }
        Ball drop = Ball.of(neuron.threshold().orElse(neuron.reset()).minus(neuron.reset()), bits);
        Ball aboveLeak = Ball.of(neuron.initial().minus(neuron.leak()), bits);
        return new NeuronTerms(Cell.of(neuron, bits), kernels, arrivals, weights, ownGrowth, beta, drop, aboveLeak);
    }

    private int rate(Raster.Arrival arrival) {
        return wiring.synapses().get(arrival.synapse()).rate();
    }

    /** Precision of the rows. */
    public int bits() {
        return bits;
    }

    public int size() {
        return raster.spikes().size();
    }

    /** The row of the spike with this index. */
    public Row row(int index) {
        Raster.Spike spike = raster.spikes().get(index);
        NeuronTerms terms = neurons.computeIfAbsent(spike.neuron(), this::terms);
        SeparatedKernel.Late[] late = new SeparatedKernel.Late[terms.kernels.length];
        for (int k = 0; k < late.length; k++) {
            late[k] = terms.kernels[k].late(spike.time());
        }
        Optional<RefractoryEnd> restart = raster.restartBefore(spike);
        int held = restart.map(RefractoryEnd::before).orElse(0);
        RestartedKernel[] restarted =
                restart.map(start -> restarted(terms, late, start, spike)).orElse(new RestartedKernel[0]);
        Row row = new Row(spike.slope(), new HashMap<>(), new HashMap<>());
        List<Raster.Arrival> arrivals = raster.arrivals().get(spike.neuron());
        for (int a = 0; a < spike.causes(); a++) {
            Wiring.Connection synapse = wiring.synapses().get(arrivals.get(a).synapse());
            SeparatedKernel kernel = terms.kernels[synapse.rate()];
            SeparatedKernel.Early early = terms.arrivals.get(a);
            SeparatedKernel.Value value =
                    a < held ? restarted[synapse.rate()].value(early) : kernel.value(late[synapse.rate()], early);
            if (elements.want(Kind.WEIGHT)) {
                row.addToElement(elements.number(Kind.WEIGHT, synapse.id()), value.kernel());
            }
            if (synapse.weight().signum() == 0) {
                continue;
            }
            Ball weight = terms.weights.get(a);
            addTimes(arrivals.get(a), weight.times(value.slope()).negate(), row);
            if (elements.wantRates()) {
                Ball arrival = arrivals.get(a).time();
                KernelByRate byRate = a < held
                        ? restarted[synapse.rate()].byRate(early, arrival)
                        : kernel.byRate(
                                late[synapse.rate()], early, spike.time().minus(arrival), value);
                row.addToElement(elements.number(Kind.ALPHA, synapse.id()), weight.times(byRate.byAlpha()));
                row.addToElement(elements.number(Kind.BETA, spike.neuron()), weight.times(byRate.byBeta()));
            }
        }
        restart.ifPresentOrElse(start -> addRestart(start, spike, terms, row), () -> addMembrane(spike, terms, row));
        return row;
    }

    private static RestartedKernel[] restarted(
            NeuronTerms terms, SeparatedKernel.Late[] late, RefractoryEnd restart, Raster.Spike spike) {
        RestartedKernel[] kernels = new RestartedKernel[late.length];
        for (int k = 0; k < kernels.length; k++) {
            kernels[k] = new RestartedKernel(
                    terms.kernels[k], terms.cell.alphas()[k], restart.time(), spike.time(), late[k]);
        }
        return kernels;
    }

    /** The derivatives of leak + (r − leak)e^{−β(f−e')} − ϑ, and of all that moves with the restart e' (gradient-G14). */
    private void addRestart(RefractoryEnd restart, Raster.Spike spike, NeuronTerms terms, Row row) {
        int id = spike.neuron();
        Ball since = spike.time().minus(restart.time());
        Ball decay = terms.beta.times(since).negate().exp();
        Ball byRestart = restart.slope(terms.cell).times(decay).negate();
        row.addToSpike(restart.spike(), byRestart);
        addIfWanted(Kind.REFRACTORY, id, byRestart, row);
        if (elements.want(Kind.BETA)) {
            Ball belowLeak = Ball.of(
                    wiring.neurons()
                            .get(id)
                            .leak()
                            .minus(wiring.neurons().get(id).reset()),
                    bits);
            row.addToElement(
                    elements.number(Kind.BETA, id), belowLeak.times(since).times(decay));
        }
        addIfWanted(Kind.THRESHOLD, id, Ball.ONE.withPrecision(bits).negate(), row);
        addIfWanted(Kind.RESET, id, decay, row);
        addIfWanted(Kind.LEAK, id, Ball.ONE.minus(decay), row);
    }

    /** What moves the arrival: the spike that is sent, and the delay. */
    private void addTimes(Raster.Arrival arrival, Ball byArrival, Row row) {
        if (arrival.source() != Raster.Arrival.INPUT) {
            row.addToSpike(arrival.source(), byArrival);
        } else if (elements.want(Kind.INPUT)) {
            row.addToElement(elements.number(Kind.INPUT, arrival.input()), byArrival);
        }
        if (elements.want(Kind.DELAY)) {
            row.addToElement(elements.number(Kind.DELAY, arrival.synapse()), byArrival);
        }
    }

    /** The derivatives of leak + (initial − leak)e^{−βf} − Σ (ϑ − r)e^{−β(f−e)} − ϑ, e the earlier spikes of the neuron itself. */
    private void addMembrane(Raster.Spike spike, NeuronTerms terms, Row row) {
        if (spike.index() == 0 && !elements.wantMembranes()) {
            return;
        }
        int id = spike.neuron();
        Ball time = spike.time();
        Ball decay = terms.beta.times(time).negate().exp();
        Ball resets = Ball.ZERO.withPrecision(bits);
        Ball resetsByRate = resets;
        List<Integer> train = raster.trains().get(id);
        for (int k = 0; k < spike.index(); k++) {
            Ball growth = terms.ownGrowth.get(k);
            Ball own = growth.isZero()
                    ? terms.beta
                            .times(time.minus(raster.spikes().get(train.get(k)).time()))
                            .negate()
                            .exp()
                    : decay.times(growth);
            row.addToSpike(train.get(k), terms.drop.times(terms.beta).times(own).negate());
            resets = resets.plus(own);
            if (elements.want(Kind.BETA)) {
                Ball since = time.minus(raster.spikes().get(train.get(k)).time());
                resetsByRate = resetsByRate.plus(since.times(own));
            }
        }
        if (elements.want(Kind.BETA)) {
            Ball initial = terms.aboveLeak.times(time).times(decay);
            row.addToElement(
                    elements.number(Kind.BETA, id),
                    terms.drop.times(resetsByRate).minus(initial));
        }
        addIfWanted(Kind.THRESHOLD, id, resets.plus(Ball.ONE).negate(), row);
        addIfWanted(Kind.RESET, id, resets, row);
        addIfWanted(Kind.LEAK, id, Ball.ONE.minus(decay), row);
        addIfWanted(Kind.INITIAL, id, decay, row);
    }

    private void addIfWanted(Kind kind, int neuron, Ball derivative, Row row) {
        if (elements.want(kind)) {
            row.addToElement(elements.number(kind, neuron), derivative);
        }
    }
}
