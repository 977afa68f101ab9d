package io.github.goldspike.textbook;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.contract.UnsupportedQuestionException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.textbook.KernelNetwork.Cell;
import io.github.goldspike.textbook.KernelSimulation.Reached;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answer to a network of section 3.3 at one working precision: [FP eq. 9], then [FP eq. 10] row by row (textbook-X7). */
final class KernelAttempt {

    /** What derivatives are taken by; the others need ∂K/∂α and ∂ρ/∂β, which section 3.3 leaves to the kernel. */
    static final Set<ParameterKind> KINDS = EnumSet.of(
            ParameterKind.WEIGHTS,
            ParameterKind.DELAYS,
            ParameterKind.THRESHOLD,
            ParameterKind.RESET,
            ParameterKind.INPUTS,
            ParameterKind.KERNEL,
            ParameterKind.RESET_KERNEL);

    private final Network file;
    private final Question question;
    private final Precision precision;
    private final KernelNetwork network;
    private final KernelSimulation simulation;
    /** ∂f/∂p of each firing, in order. */
    private final List<Map<ParameterId, Real>> rows = new ArrayList<>();

    /**
     * @throws UnsupportedQuestionException if derivatives by other reals are wanted
     * @throws UnsupportedNetworkException if the loss is one of potentials
     */
    KernelAttempt(Network file, Question question, int digits) {
        for (ParameterKind kind : question.wrt()) {
            if (!KINDS.contains(kind)) {
                throw new UnsupportedQuestionException(
                        "the textbook engine does not differentiate networks with kernels by " + kind.field()
                                + ", only by "
                                + KINDS.stream().map(ParameterKind::field).toList());
            }
        }
        file.loss()
                .filter(loss -> loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral)
                .ifPresent(loss -> {
                    throw new UnsupportedNetworkException(
                            "/loss/kind", "the textbook engine has no losses of potentials in networks with kernels");
                });
        refuseRefractory(file);
        this.file = file;
        this.question = question;
        precision = new Precision(digits);
        network = new KernelNetwork(file, precision);
        simulation = new KernelSimulation(network, precision.of(file.horizon()));
    }

    private static void refuseRefractory(Network file) {
        for (int p = 0; p < file.populations().size(); p++) {
            if (file.populations().get(p) instanceof Population.Neurons group
                    && group.refractory().values().stream().anyMatch(value -> value.signum() != 0)) {
                throw new UnsupportedNetworkException(
                        "/populations/" + p + "/refractory",
                        "in a network with kernels no neuron may have a refractory time");
            }
        }
    }

    Answer<Real> answer() {
        Optional<Undecided> stopped = simulation.run(question.limits().spikes()).map(this::undecided);
        simulation.firings().forEach(firing -> rows.add(row(firing)));
        Optional<Outcome<Real>> value = Optional.empty();
        Optional<Outcome<Gradient<Real>>> gradient = Optional.empty();
        if (file.loss().isPresent()) {
            Outcome<Map<Firing, Real>> bySpike = stopped.isPresent()
                    ? new Outcome.Open<>("the spikes are not known up to the horizon")
                    : bySpike(file.loss().get());
            value = Optional.of(bySpike.map(known -> value(file.loss().orElseThrow())));
            gradient = Optional.of(bySpike.map(this::gradient));
        }
        ByNeuron<Spike<Real>> spikes = ByNeuron.ofSpiking(
                file,
                number -> simulation.firings(number).stream()
                        .map(firing -> new Spike<>(firing.time(), firing.slope()))
                        .toList());
        Optional<ByNeuron<Optional<Real>>> potentials = question.traces().isEmpty() || stopped.isPresent()
                ? Optional.empty()
                : Optional.of(ByNeuron.ofNeurons(
                        file,
                        number -> question.traces().stream()
                                .map(time -> Optional.of(simulation.potentialBefore(number, precision.of(time))))
                                .toList()));
        return new Answer<>(
                        spikes,
                        value,
                        gradient,
                        question.jacobian() ? Optional.of(jacobian()) : Optional.empty(),
                        stopped.map(List::of).orElse(List.of()))
                .with(potentials);
    }

    private Undecided undecided(KernelSimulation.Stopped stopped) {
        String time = stopped.time().toString();
        Cell cell = network.cells().get(stopped.neuron());
        List<Undecided.Affected> affected = network.cells().stream()
                .filter(other -> other.threshold().isPresent())
                .map(other -> new Undecided.Affected(other.population(), other.index(), time))
                .toList();
        return new Undecided(
                stopped.kind(),
                new Undecided.Place(
                        cell.population(),
                        cell.index(),
                        Optional.of(simulation.firings(stopped.neuron()).size()),
                        Optional.of(time),
                        affected),
                stopped.detail());
    }

    /** Eq. (10): V'(f)·∂f/∂p = −∂(V(f) − ϑ)/∂p − Σ_g ∂V(f)/∂g ∂g/∂p over all earlier firings g. */
    private Map<ParameterId, Real> row(Firing firing) {
        Map<ParameterId, Real> sum = new LinkedHashMap<>();
        Cell cell = network.cells().get(firing.neuron());
        Real f = firing.time();
        add(sum, threshold(firing.neuron()), precision.of(-1));
        for (Reached arrival : simulation.before(firing.neuron(), f)) {
            Real u = f.minus(arrival.time());
            KernelNetwork.Wire wire = arrival.wire();
            Real later = wire.slope().at(u).value().times(wire.weight()).negate();
            arrival.sender().ifPresent(earlier -> addAll(sum, rows.get(earlier.order()), later));
            arrival.input().flatMap(KernelNetwork.Input::time).ifPresent(name -> add(sum, name, later));
            if (wire.projection() >= 0) {
                add(sum, wire.delayName(), later);
                add(
                        sum,
                        ParameterId.weight(wire.projection(), wire.synapse()),
                        wire.response().at(u).value());
            }
            wire.byTerms()
                    .forEach((name, partial) -> add(sum, name, partial.at(u).value()));
        }
        for (Firing earlier : simulation.firings(firing.neuron())) {
            if (earlier.order() < firing.order()) {
                Real u = f.minus(earlier.time());
                addAll(sum, rows.get(earlier.order()), cell.fall().at(u).slope().negate());
                add(sum, threshold(firing.neuron()), cell.shape().at(u).value());
                add(sum, reset(firing.neuron()), cell.shape().at(u).value().negate());
                cell.resetTerms()
                        .forEach((name, partial) -> add(sum, name, partial.at(u).value()));
            }
        }
        sum.replaceAll((name, partial) -> partial.over(firing.slope()).negate());
        return sum;
    }

    private void add(Map<ParameterId, Real> sum, ParameterId name, Real value) {
        if (question.wrt().contains(name.kind())) {
            sum.merge(name, value, Real::plus);
        }
    }

    private void addAll(Map<ParameterId, Real> sum, Map<ParameterId, Real> row, Real factor) {
        row.forEach((name, value) -> add(sum, name, value.times(factor)));
    }

    private ParameterId threshold(int neuron) {
        Cell cell = network.cells().get(neuron);
        Population.Neurons group = (Population.Neurons) file.populations().get(cell.owner());
        int before = (int) group.threshold().stream()
                .flatMap(given -> given.values().stream())
                .limit(cell.index())
                .filter(Optional::isPresent)
                .count();
        boolean shared = group.threshold().map(given -> given.shared()).orElse(true);
        return new ParameterId(ParameterKind.THRESHOLD, cell.owner(), shared ? 0 : before);
    }

    private ParameterId reset(int neuron) {
        Cell cell = network.cells().get(neuron);
        Population.Neurons group = (Population.Neurons) file.populations().get(cell.owner());
        return new ParameterId(ParameterKind.RESET, cell.owner(), group.reset().shared() ? 0 : cell.index());
    }

    private List<Firing> firstOf(Loss.FirstSpikeCrossEntropy loss) {
        List<Firing> first = new ArrayList<>();
        int size = file.population(loss.population()).size();
        for (int n = 0; n < size; n++) {
            simulation.firings(network.number(loss.population(), n)).stream()
                    .limit(1)
                    .forEach(first::add);
        }
        return first;
    }

    private Real value(Loss loss) {
        if (loss instanceof Loss.SpikeTimeSquare square) {
            Real sum = precision.of(0);
            for (Loss.SpikeTimeSquare.Target target : square.targets()) {
                sum = sum.plus(miss(target).squared().half());
            }
            return sum;
        }
        Loss.FirstSpikeCrossEntropy entropy = (Loss.FirstSpikeCrossEntropy) loss;
        Real f = label(entropy).time();
        Real sum = precision.of(0);
        for (Firing first : firstOf(entropy)) {
            sum = sum.plus(share(entropy, f, first));
        }
        Real gamma = precision.of(entropy.gamma());
        return sum.log()
                .plus(f.over(precision.of(entropy.tau1())).exp().times(gamma))
                .minus(gamma);
    }

    /** e^{−(g − f)/τ0}. */
    private Real share(Loss.FirstSpikeCrossEntropy loss, Real f, Firing first) {
        return f.minus(first.time()).over(precision.of(loss.tau0())).exp();
    }

    private Firing label(Loss.FirstSpikeCrossEntropy loss) {
        return simulation
                .firings(network.number(loss.population(), loss.label()))
                .get(0);
    }

    private Real miss(Loss.SpikeTimeSquare.Target target) {
        return simulation
                .firings(network.number(target.population(), target.neuron()))
                .get(target.spike())
                .time()
                .minus(precision.of(target.time()));
    }

    /** ∂ℓ/∂f. */
    private Outcome<Map<Firing, Real>> bySpike(Loss loss) {
        Map<Firing, Real> bySpike = new HashMap<>();
        if (loss instanceof Loss.SpikeTimeSquare square) {
            for (Loss.SpikeTimeSquare.Target target : square.targets()) {
                List<Firing> train = simulation.firings(network.number(target.population(), target.neuron()));
                if (target.spike() >= train.size()) {
                    return new Outcome.Undefined<>("there is no spike " + target.spike() + " of neuron "
                            + target.neuron() + " of \"" + target.population() + "\"");
                }
                bySpike.merge(train.get(target.spike()), miss(target), Real::plus);
            }
            return new Outcome.Known<>(bySpike);
        }
        Loss.FirstSpikeCrossEntropy entropy = (Loss.FirstSpikeCrossEntropy) loss;
        if (simulation
                .firings(network.number(entropy.population(), entropy.label()))
                .isEmpty()) {
            return new Outcome.Undefined<>("the label neuron is silent");
        }
        Firing label = label(entropy);
        List<Firing> first = firstOf(entropy);
        Real sum = first.stream().map(one -> share(entropy, label.time(), one)).reduce(precision.of(0), Real::plus);
        Real tau0 = precision.of(entropy.tau0());
        Real tau1 = precision.of(entropy.tau1());
        for (Firing one : first) {
            bySpike.merge(
                    one, share(entropy, label.time(), one).over(sum).over(tau0).negate(), Real::plus);
        }
        Real penalty = label.time()
                .over(tau1)
                .exp()
                .times(precision.of(entropy.gamma()))
                .over(tau1);
        bySpike.merge(label, precision.of(1).over(tau0).plus(penalty), Real::plus);
        return new Outcome.Known<>(bySpike);
    }

    /** Eq. (8). */
    private Gradient<Real> gradient(Map<Firing, Real> bySpike) {
        Map<ParameterId, Real> sum = new HashMap<>();
        bySpike.forEach((firing, factor) -> addAll(sum, rows.get(firing.order()), factor));
        Map<ParameterKind, List<List<Real>>> values = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : question.wrt()) {
            List<List<Real>> lists = new ArrayList<>();
            int owners = (kind.ofProjections() ? file.projections() : file.populations()).size();
            for (int owner = 0; owner < owners; owner++) {
                List<Real> list = new ArrayList<>();
                for (int k = 0; k < count(kind, owner); k++) {
                    list.add(sum.getOrDefault(new ParameterId(kind, owner, k), precision.of(0)));
                }
                lists.add(list);
            }
            values.put(kind, lists);
        }
        return new Gradient<>(values);
    }

    private int count(ParameterKind kind, int owner) {
        if (kind.ofProjections()) {
            Projection projection = file.projections().get(owner);
            return switch (kind) {
                case WEIGHTS -> projection.synapses().size();
                case DELAYS ->
                    projection.connectivity() instanceof io.github.goldspike.model.Connectivity.Matrix matrix
                                    && matrix.delays() instanceof io.github.goldspike.model.Connectivity.Delays.Shared
                            ? 1
                            : projection.synapses().size();
                default ->
                    projection.kernel().map(kernel -> 2 * kernel.terms().size()).orElse(0);
            };
        }
        if (file.populations().get(owner) instanceof Population.Source source) {
            return kind == ParameterKind.INPUTS
                    ? source.trains().stream().mapToInt(List::size).sum()
                    : 0;
        }
        Population.Neurons group = (Population.Neurons) file.populations().get(owner);
        return switch (kind) {
            case THRESHOLD ->
                (int) group.threshold().stream()
                        .flatMap(given -> given.values().stream())
                        .filter(Optional::isPresent)
                        .count();
            case RESET -> group.reset().values().size();
            case RESET_KERNEL ->
                group.resetKernel().map(kernel -> 2 * kernel.terms().size()).orElse(0);
            default -> 0;
        };
    }

    private List<Derivative<Real>> jacobian() {
        List<Derivative<Real>> entries = new ArrayList<>();
        Comparator<ParameterId> inFileOrder = Comparator.comparing(ParameterId::kind)
                .thenComparingInt(ParameterId::owner)
                .thenComparingInt(ParameterId::index);
        for (Firing firing : simulation.firings()) {
            Cell cell = network.cells().get(firing.neuron());
            SpikeId spike = new SpikeId(cell.population(), cell.index(), firing.index());
            rows.get(firing.order()).entrySet().stream()
                    .filter(entry -> entry.getValue().signum() != 0)
                    .sorted(Map.Entry.comparingByKey(inFileOrder))
                    .forEach(entry -> entries.add(new Derivative<>(spike, entry.getKey(), entry.getValue())));
        }
        return entries;
    }
}
