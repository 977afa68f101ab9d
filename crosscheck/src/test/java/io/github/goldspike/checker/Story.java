package io.github.goldspike.checker;

import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Certificate;
import io.github.goldspike.contract.Certificate.Enclosure;
import io.github.goldspike.contract.Conditions;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.contract.Undecided;
import io.github.goldspike.model.Loss;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link Liar} tells of a network: for each neuron its spikes and the certificate, as an answer that fits them in all its parts. */
record Story(Circuit circuit, List<List<Told>> trains, List<List<BigDecimal>> pieces) {

    /** A spike as it is told. */
    record Told(Jet time, double slope) {}

    Answer<Double> answer(Set<ParameterKind> kinds, boolean jacobian, int digits, List<Undecided> undecided) {
        Optional<Outcome<Jet>> loss = circuit.network.loss().map(this::loss);
        Answer<Double> answer = new Answer<>(
                grouped(trains, told -> new Spike<>(told.time.value(), told.slope)),
                loss.map(outcome -> outcome.map(Jet::value)),
                loss.map(outcome -> outcome.map(value -> gradient(value, kinds))),
                jacobian ? Optional.of(jacobian(kinds)) : Optional.empty(),
                undecided);
        return answer.conditionedBy(Optional.of(new Conditions<>(
                        Optional.of(grouped(trains, told -> Optional.of(condition(told.time)))),
                        loss.flatMap(outcome -> outcome instanceof Outcome.Known<Jet> known
                                        && known.value().value() != 0
                                ? Optional.of(condition(known.value()))
                                : Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of())))
                .certifiedBy(Optional.of(new Certificate(
                        digits,
                        grouped(
                                trains,
                                told -> new Enclosure(
                                        new BigDecimal(told.time.value()), new BigDecimal(told.time.radius()))),
                        grouped(pieces, piece -> piece))));
    }

    /** With those split points only. */
    Story split(java.util.function.BiPredicate<Integer, BigDecimal> kept) {
        List<List<BigDecimal>> some = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            int neuron = i;
            some.add(pieces.get(i).stream()
                    .filter(piece -> kept.test(neuron, piece))
                    .toList());
        }
        return new Story(circuit, trains, some);
    }

    /** Without the pieces of a neuron after some time. */
    Story upTo(int neuron, double until) {
        return split((other, piece) -> other != neuron || piece.doubleValue() < until * (1 - 1e-4));
    }

    private interface Part<S, T> {
        T of(S whole);
    }

    private <S, T> ByNeuron<T> grouped(List<List<S>> byNeuron, Part<S, T> part) {
        return ByNeuron.ofSpiking(
                circuit.network,
                (population, neuron) -> byNeuron.get(circuit.neuron(population, neuron)).stream()
                        .<T>map(part::of)
                        .toList());
    }

    private double condition(Jet value) {
        double sum = 0;
        for (int k = 0; k < circuit.reals; k++) {
            sum += Math.abs(circuit.values.get(k) * value.gradient()[k]);
        }
        return sum / Math.abs(value.value());
    }

    private Gradient<Double> gradient(Jet loss, Set<ParameterKind> kinds) {
        Map<ParameterKind, List<List<Double>>> values = new EnumMap<>(ParameterKind.class);
        for (ParameterKind kind : kinds) {
            int owners = kind.ofProjections()
                    ? circuit.network.projections().size()
                    : circuit.network.populations().size();
            List<List<Double>> lists = new ArrayList<>();
            for (int owner = 0; owner < owners; owner++) {
                lists.add(new ArrayList<>());
            }
            values.put(kind, lists);
        }
        circuit.places.forEach((id, place) -> {
            if (kinds.contains(id.kind())) {
                values.get(id.kind()).get(id.owner()).add(loss.gradient()[place]);
            }
        });
        return new Gradient<>(values);
    }

    private List<Derivative<Double>> jacobian(Set<ParameterKind> kinds) {
        List<Derivative<Double>> entries = new ArrayList<>();
        for (int i = 0; i < trains.size(); i++) {
            Circuit.Neuron neuron = circuit.neurons.get(i);
            for (int k = 0; k < trains.get(i).size(); k++) {
                double[] row = trains.get(i).get(k).time.gradient();
                for (Map.Entry<ParameterId, Integer> real : circuit.places.entrySet()) {
                    if (kinds.contains(real.getKey().kind()) && row[real.getValue()] != 0) {
                        SpikeId spike = new SpikeId(neuron.population(), neuron.index(), k);
                        entries.add(new Derivative<>(spike, real.getKey(), row[real.getValue()]));
                    }
                }
            }
        }
        return entries;
    }

    private Outcome<Jet> loss(Loss loss) {
        Jet value = Jet.constant(0, circuit.reals);
        if (loss instanceof Loss.SpikeTimeSquare square) {
            for (Loss.SpikeTimeSquare.Target target : square.targets()) {
                List<Told> train = trains.get(circuit.neuron(target.population(), target.neuron()));
                if (target.spike() >= train.size()) {
                    return new Outcome.Undefined<>("a spike does not happen");
                }
                Jet miss = train.get(target.spike()).time.plus(-target.time().toDouble());
                value = value.plus(miss.times(miss).times(0.5));
            }
            return new Outcome.Known<>(value);
        }
        Loss.FirstSpikeCrossEntropy entropy = (Loss.FirstSpikeCrossEntropy) loss;
        int label = circuit.neuron(entropy.population(), entropy.label());
        int size = circuit.network.population(entropy.population()).size();
        if (trains.get(label).isEmpty()) {
            return new Outcome.Undefined<>("the label neuron is silent");
        }
        Jet first = trains.get(label).get(0).time;
        for (int n = 0; n < size; n++) {
            int other = circuit.neuron(entropy.population(), n);
            if (!trains.get(other).isEmpty()) {
                Jet lead = first.minus(trains.get(other).get(0).time);
                value = value.plus(lead.times(1 / entropy.tau0().toDouble()).exp());
            }
        }
        Jet late = first.times(1 / entropy.tau1().toDouble()).exp().plus(-1);
        return new Outcome.Known<>(value.log().plus(late.times(entropy.gamma().toDouble())));
    }
}
