package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.gradient.Elements;
import io.github.goldspike.certified.gradient.FileParameters;
import io.github.goldspike.certified.membrane.Wiring;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All reals p ≠ 0 of a network file in a row, and the chain rule from derivatives by elementary parameters to p·∂/∂p
 * (conditioning-K1).
 */
public final class RelativeParameters {

    private final Wiring wiring;
    private final Elements elements;
    private final Set<Elements.Kind> kinds = EnumSet.noneOf(Elements.Kind.class);
    private final int bits;
    private final Map<Integer, List<Term>> terms = new HashMap<>();
    private final Map<ParameterId, Integer> reals = new HashMap<>();
    private int size;

    /** An element moves by {@code factor} where the real moves by the whole of itself. */
    private record Term(int real, Ball factor) {}

    public RelativeParameters(Network network, Wiring wiring, int bits) {
        this.wiring = wiring;
        this.bits = bits;
        this.elements = new Elements(wiring, EnumSet.allOf(Elements.Kind.class));
        FileParameters given = new FileParameters(network, wiring, EnumSet.allOf(ParameterKind.class), bits);
        addGiven(given);
        addUnasked(network);
    }

    private void addGiven(FileParameters given) {
        Map<ParameterId, Ball> values = new HashMap<>();
        for (FileParameters.Given parameter : given.parameters()) {
            if (parameter.value().signum() != 0) {
                reals.put(parameter.id(), size++);
                values.put(parameter.id(), Ball.of(parameter.value(), bits));
            }
        }
        given.shares().forEach((element, shares) -> {
            for (FileParameters.Share share : shares) {
                if (reals.containsKey(share.parameter())) {
                    Ball factor = share.factor().times(values.get(share.parameter()));
                    add(element, reals.get(share.parameter()), factor);
                }
            }
        });
    }

    /** Derivatives are not asked by refractory times, but given ones have their part in every condition. */
    private void addUnasked(Network network) {
        int neuron = 0;
        for (Population population : network.populations()) {
            if (population instanceof Population.Neurons neurons) {
                add(Elements.Kind.REFRACTORY, neuron, neurons.refractory(), neurons.size());
                neuron += neurons.size();
            }
        }
    }

    /** One real for each value that is not zero; each is the element itself. */
    private void add(Elements.Kind kind, int first, Parameter parameter, int neurons) {
        int[] reals = new int[parameter.values().size()];
        for (int k = 0; k < reals.length; k++) {
            reals[k] = parameter.values().get(k).signum() == 0 ? -1 : size++;
        }
        for (int n = 0; n < neurons; n++) {
            int real = reals[parameter.shared() ? 0 : n];
            Rational value = parameter.of(n);
            if (real >= 0) {
                add(elements.number(kind, first + n), real, Ball.of(value, bits));
            }
        }
    }

    private void add(int element, int real, Ball factor) {
        kinds.add(elements.kind(element));
        terms.computeIfAbsent(element, unseen -> new ArrayList<>(1)).add(new Term(real, factor));
    }

    /** All elementary parameters. */
    public Elements elements() {
        return elements;
    }

    /** Those of the kinds on which some real that is not zero acts. */
    public Elements moved() {
        return new Elements(wiring, kinds);
    }

    /** Number of the reals that are not zero. */
    public int size() {
        return size;
    }

    /** p·∂e/∂p of one element by index of the real; those not listed are zero. */
    public Map<Integer, Ball> relative(int element) {
        return relative(Map.of(element, Ball.ONE));
    }

    /** p·∂e/∂p of one element for the real with this index. */
    Ball relative(int element, int real) {
        Ball sum = Ball.ZERO;
        for (Term term : terms.getOrDefault(element, List.of())) {
            sum = term.real == real ? sum.plus(term.factor) : sum;
        }
        return sum;
    }

    /** Index of a real that is not zero; empty for one that is. */
    public Optional<Integer> index(ParameterId given) {
        return Optional.ofNullable(reals.get(given));
    }

    /** From derivatives by element to p·∂/∂p by index of the real; those not listed are zero. */
    public Map<Integer, Ball> relative(Map<Integer, Ball> byElement) {
        Map<Integer, Ball> sums = new HashMap<>();
        byElement.forEach((element, derivative) -> {
            for (Term term : terms.getOrDefault(element, List.of())) {
                sums.merge(term.real, derivative.times(term.factor), Ball::plus);
            }
        });
        return sums;
    }
}
