package io.github.goldspike.certified;

import io.github.goldspike.model.Connectivity;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.model.Synapse;
import io.github.goldspike.model.SynapticDecay;
import io.github.goldspike.model.Threshold;
import io.github.goldspike.model.TimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network with everything that can be differentiated by: two sources "in" feed two neurons "hid", which feed each other and
 * themselves and, over delays, a neuron with a threshold and a readout, "out".
 *
 * @param form rates or time constants; the values are given as rates
 * @param alphas of the projections in to hid ({@code pre}), hid to hid ({@code post}), hid to out (shared)
 * @param betas of hid (each) and out (shared)
 * @param initial of out
 * @param refractory of hid (each) and out (shared)
 */
public record MixedNetworks(
        Convention convention,
        TimeConstant.Form form,
        List<List<String>> alphas,
        List<List<String>> betas,
        Optional<Parameter> initial,
        List<Parameter> refractory,
        Optional<Loss> loss) {

    public static final MixedNetworks RATES = new MixedNetworks(
            Convention.KERNEL,
            TimeConstant.Form.RATE,
            List.of(List.of("3", "1.5"), List.of("2", "1.25"), List.of("2.5")),
            List.of(List.of("1", "0.8"), List.of("0.75")),
            Optional.of(Parameter.shared(Rational.parse("0.3"))),
            List.of(Parameter.shared(Rational.ZERO), Parameter.shared(Rational.ZERO)),
            Optional.empty());

    /** Neuron 1 of hid reaches itself over a weight of 0 at the end of its refractory period, and neuron 0 before that. */
    public MixedNetworks withRefractoryPeriods() {
        List<Parameter> periods = List.of(Parameter.each(reals("0.3", "0.2")), Parameter.shared(Rational.parse("0.4")));
        return new MixedNetworks(convention, form, alphas, betas, initial, periods, loss);
    }

    /** All refractory, and no arrival at the end of a refractory period. */
    public MixedNetworks withRefractoryPeriodsApart() {
        return withRefractory(reals("0.3", "0.15", "0.4"));
    }

    /** Of hid, of hid, of out. */
    private MixedNetworks withRefractory(List<Rational> times) {
        List<Parameter> periods = List.of(Parameter.each(times.subList(0, 2)), Parameter.shared(times.get(2)));
        return new MixedNetworks(convention, form, alphas, betas, initial, periods, loss);
    }

    public MixedNetworks withRefractoryTime(int which, Rational value) {
        List<Rational> times = new ArrayList<>(refractoryTimes());
        times.set(which, value);
        return withRefractory(times);
    }

    /** Those of hid, two, and of out. */
    public List<Rational> refractoryTimes() {
        return List.of(
                refractory.get(0).of(0),
                refractory.get(0).of(1),
                refractory.get(1).of(0));
    }

    public MixedNetworks inTimeConstants() {
        return new MixedNetworks(convention, TimeConstant.Form.TIME, alphas, betas, initial, refractory, loss);
    }

    public MixedNetworks inCurrents() {
        return new MixedNetworks(Convention.CURRENT, form, alphas, betas, initial, refractory, loss);
    }

    /** One rate for all synapses and one for all membranes. */
    public MixedNetworks withEqualRates(String alpha, String beta) {
        return new MixedNetworks(
                convention,
                form,
                List.of(List.of(alpha, alpha), List.of(alpha, alpha), List.of(alpha)),
                List.of(List.of(beta, beta), List.of(beta)),
                initial,
                refractory,
                loss);
    }

    public MixedNetworks with(Loss newLoss) {
        return new MixedNetworks(convention, form, alphas, betas, initial, refractory, Optional.of(newLoss));
    }

    public MixedNetworks withInitial(Rational value) {
        return new MixedNetworks(
                convention, form, alphas, betas, Optional.of(Parameter.shared(value)), refractory, loss);
    }

    public MixedNetworks withInitialAtLeak() {
        return new MixedNetworks(convention, form, alphas, betas, Optional.empty(), refractory, loss);
    }

    /** One neuron "n" without synapses, with β = 1, ϑ = 1, and 0 as its initial potential and reset. */
    static Network alone(String leak) {
        return new Network(
                "alone",
                Convention.KERNEL,
                Rational.of(2),
                List.of(new Population.Neurons(
                        "n",
                        1,
                        TimeConstant.rate(Rational.ONE),
                        Optional.of(Threshold.shared(Rational.ONE)),
                        Parameter.shared(Rational.ZERO),
                        Parameter.shared(Rational.parse(leak)),
                        Optional.of(Parameter.shared(Rational.ZERO)),
                        Parameter.shared(Rational.ZERO))),
                List.of(),
                Optional.empty());
    }

    public Network network() {
        return new Network(
                "mixed",
                convention,
                Rational.of(5),
                List.of(
                        new Population.Source("in", List.of(reals("0.1", "0.9"), reals("0.3", "1.7", "2.6"))),
                        new Population.Neurons(
                                "hid",
                                2,
                                constant(betas.get(0), false),
                                Optional.of(new Threshold(false, optional("1", "0.9"))),
                                Parameter.each(reals("0.1", "-0.2")),
                                Parameter.shared(Rational.parse("0.15")),
                                Optional.empty(),
                                refractory.get(0)),
                        new Population.Neurons(
                                "out",
                                2,
                                constant(betas.get(1), true),
                                Optional.of(new Threshold(false, List.of(Optional.of(Rational.ONE), Optional.empty()))),
                                Parameter.shared(Rational.parse("0.05")),
                                Parameter.each(reals("-0.1", "0.2")),
                                initial,
                                refractory.get(1))),
                List.of(
                        new Projection(
                                "in",
                                "hid",
                                new SynapticDecay(SynapticDecay.Axis.PRE, constant(alphas.get(0), false)),
                                new Connectivity.Matrix(
                                        List.of(optional("4", "1"), optional("1.5", "3.5")),
                                        new Connectivity.Delays.Each(
                                                List.of(optional("0.25", "0.1"), optional("0.2", "0.35"))))),
                        new Projection(
                                "hid",
                                "hid",
                                new SynapticDecay(SynapticDecay.Axis.POST, constant(alphas.get(1), false)),
                                new Connectivity.Listed(List.of(
                                        synapse(0, 1, "0.5", "0.3"),
                                        synapse(1, 0, "-0.75", "0.45"),
                                        synapse(0, 0, "0.25", "0.15"),
                                        synapse(1, 1, "0", "0.2")))),
                        new Projection(
                                "hid",
                                "out",
                                SynapticDecay.shared(constant(alphas.get(2), true)),
                                new Connectivity.Matrix(
                                        List.of(
                                                optional("3", "1"),
                                                List.of(Optional.of(Rational.of(2)), Optional.empty())),
                                        new Connectivity.Delays.Shared(Rational.parse("0.125"))))),
                loss);
    }

    private TimeConstant constant(List<String> rates, boolean shared) {
        List<Rational> given = rates.stream()
                .map(Rational::parse)
                .map(rate -> form == TimeConstant.Form.RATE ? rate : rate.reciprocal())
                .toList();
        return new TimeConstant(form, new Parameter(shared, given));
    }

    private static Synapse synapse(int pre, int post, String weight, String delay) {
        return new Synapse(pre, post, Rational.parse(weight), Rational.parse(delay));
    }

    private static List<Rational> reals(String... texts) {
        return Stream.of(texts).map(Rational::parse).toList();
    }

    private static List<Optional<Rational>> optional(String... texts) {
        return Stream.of(texts).map(Rational::parse).map(Optional::of).toList();
    }
}
