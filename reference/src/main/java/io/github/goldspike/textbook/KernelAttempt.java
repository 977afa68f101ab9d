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
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.textbook.KernelNetwork.Cell;
import io.github.goldspike.textbook.KernelSimulation.Reached;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to a network of section 3.3 at one working precision: [FP eq. 9], then [FP eq. 10] row by row (textbook-X7). */
final class KernelAttempt {

    private final Network file;
    private final Question question;
    private final Precision precision;
    private final KernelNetwork network;
    private final KernelSimulation simulation;
    /** ∂f/∂p of each firing, in order. */
    private final List<Map<ParameterId, Real>> rows = new ArrayList<>();

    /**
     * @throws UnsupportedNetworkException if the loss is one of potentials
     */
    KernelAttempt(Network file, Question question, int digits) {
        file.loss()
                .filter(loss -> loss instanceof Loss.VoltageSquare || loss instanceof Loss.VoltageIntegral)
                .ifPresent(loss -> {
                    throw new UnsupportedNetworkException(
                            "/loss/kind", "the textbook engine has no losses of potentials in networks with kernels");
                });
        this.file = file;
        this.question = question;
        precision = new Precision(digits);
        network = new KernelNetwork(file, precision);
        simulation = new KernelSimulation(network, precision.of(file.horizon()));
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
        Population.Neurons group = (Population.Neurons) file.populations().get(cell.owner());
        KernelNetwork.threshold(cell.owner(), group, cell.index()).ifPresent(name -> add(sum, name, precision.of(-1)));
        addResponses(sum, firing.neuron(), f, precision.of(1));
        if (cell.hold().isPresent()) {
            simulation.release(firing.neuron(), f).ifPresent(end -> addRelease(sum, firing.neuron(), end, f));
        } else {
            for (Firing earlier : simulation.firings(firing.neuron())) {
                if (earlier.order() < firing.order()) {
                    Real u = f.minus(earlier.time());
                    addAll(
                            sum,
                            rows.get(earlier.order()),
                            cell.fall().at(u).slope().negate());
                    addPartials(sum, cell.byFall(), u, precision.of(1));
                }
            }
        }
        sum.replaceAll((name, partial) -> partial.over(firing.slope()).negate());
        return sum;
    }

    /** A factor times ∂V°(t)/∂p, earlier firings included. */
    private void addResponses(Map<ParameterId, Real> sum, int neuron, Real t, Real factor) {
        addPartials(sum, network.cells().get(neuron).byRest(), t, factor);
        for (Reached arrival : simulation.before(neuron, t)) {
            Real u = t.minus(arrival.time());
            KernelNetwork.Wire wire = arrival.wire();
            Real later = wire.slope()
                    .at(u)
                    .value()
                    .times(wire.weight())
                    .times(factor)
                    .negate();
            arrival.sender().ifPresent(earlier -> addAll(sum, rows.get(earlier.order()), later));
            arrival.input().flatMap(KernelNetwork.Input::time).ifPresent(name -> add(sum, name, later));
            wire.delayName().ifPresent(name -> add(sum, name, later));
            addPartials(sum, wire.byReals(), u, factor);
        }
    }

    /** The derivatives of −(V°(u) − r)e^{−β(f − u)}, u the end of a refractory time (textbook-X8). */
    private void addRelease(Map<ParameterId, Real> sum, int neuron, KernelSimulation.Release end, Real f) {
        Cell cell = network.cells().get(neuron);
        Real since = f.minus(end.time());
        Real factor = cell.fall().at(since).value();
        addResponses(sum, neuron, end.time(), factor);
        addAll(sum, rows.get(end.after().order()), end.slope().times(factor));
        addPartials(sum, cell.byFall(), since, precision.of(1));
        addPartials(sum, cell.byAmount(), since, end.amount());
    }

    private void addPartials(
            Map<ParameterId, Real> sum, Map<ParameterId, ExponentialSum> partials, Real t, Real factor) {
        partials.forEach((name, partial) -> {
            if (question.wrt().contains(name.kind())) {
                add(sum, name, partial.at(t).value().times(factor));
            }
        });
    }

    private void add(Map<ParameterId, Real> sum, ParameterId name, Real value) {
        if (question.wrt().contains(name.kind())) {
            sum.merge(name, value, Real::plus);
        }
    }

    private void addAll(Map<ParameterId, Real> sum, Map<ParameterId, Real> row, Real factor) {
        row.forEach((name, value) -> add(sum, name, value.times(factor)));
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
                case ALPHA ->
                    projection.kernel().isPresent()
                            ? 0
                            : projection.decay().constant().given().values().size();
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
            case BETA -> group.membrane().given().values().size();
            case RESET -> group.reset().values().size();
            case LEAK -> group.leak().values().size();
            case INITIAL ->
                group.initial().map(initial -> initial.values().size()).orElse(0);
            case CURRENT, CURRENT_TIMES ->
                group.current().stream()
                        .flatMap(current -> current.courses().stream())
                        .mapToInt(List::size)
                        .sum();
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
