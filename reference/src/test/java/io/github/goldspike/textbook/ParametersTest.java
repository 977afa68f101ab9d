package io.github.goldspike.textbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.certified.MixedNetworks;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.FileReals;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterId;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.contract.SpikeId;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Rational;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apfloat.Apfloat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives by every kind of parameter, with and without refractory times, against central differences and by three
 * methods (textbook-X1 and textbook-X2).
 */
class ParametersTest {

    private static final Set<ParameterKind> ALL = EnumSet.allOf(ParameterKind.class);

    private static final int DIGITS = 15;

    private static final Question QUESTION = Question.ofDigits(DIGITS).withRespectTo(ALL);

    private static final Question SPIKES = Question.ofDigits(DIGITS).withRespectTo(Set.of());

    /** Step of the central differences; their error is about its square, times a third derivative. */
    private static final Rational STEP = Rational.parse("1e-9");

    private static final Apfloat TWICE_STEP = new Apfloat("2e-9", 70);

    private static final int PLACES = 13;

    private static final Loss ENTROPY =
            new Loss.FirstSpikeCrossEntropy("hid", 1, Rational.of(1, 5), Rational.of(1, 2), Rational.of(1, 3));

    private static final Loss LAST_SPIKE =
            new Loss.SpikeTimeSquare(List.of(new Loss.SpikeTimeSquare.Target("hid", 0, 1, Rational.ONE)));

    private static final Loss SQUARE = new Loss.VoltageSquare("hid", 0, Rational.of(3, 8));

    /** A spiking neuron and a readout. */
    private static final Loss INTEGRAL =
            new Loss.VoltageIntegral("out", List.of(Rational.of(2), Rational.of(-1)), Rational.of(1, 3));

    private final TextbookEngine engine = new TextbookEngine();

    /** The network with refractory times. */
    private static Network held(Network network) {
        List<Population> populations = network.populations().stream()
                .map(population -> population instanceof Population.Neurons neurons
                        ? neurons.withRefractory(
                                neurons.name().equals("hid")
                                        ? Parameter.each(List.of(Rational.parse("0.21"), Rational.ZERO))
                                        : Parameter.shared(Rational.parse("0.13")))
                        : population)
                .toList();
        return new Network(
                network.id(),
                network.convention(),
                network.horizon(),
                populations,
                network.projections(),
                network.loss());
    }

    static List<Network> forms() {
        MixedNetworks rates = MixedNetworks.RATES;
        return List.of(
                rates.network(),
                held(rates.network()),
                held(rates.inTimeConstants().inCurrents().withInitialAtLeak().network()),
                held(rates.withEqualRates("1.25", "1.25").network()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void the_jacobian_is_its_central_differences(Network network) {
        Answer<Apfloat> answer = engine.solve(network, QUESTION.withJacobian());
        assertEquals(List.of(), answer.undecided());
        assertTrue(answer.spikes().get("hid").get(0).size() > 1);
        Map<ParameterId, Map<SpikeId, Apfloat>> columns = new HashMap<>();
        for (Derivative<Apfloat> entry : answer.jacobian().orElseThrow()) {
            columns.computeIfAbsent(entry.parameter(), unseen -> new HashMap<>())
                    .put(entry.spike(), entry.value());
        }
        for (ParameterId parameter : FileReals.of(network).keySet()) {
            Map<SpikeId, Apfloat> up = times(FileReals.shifted(network, parameter, STEP));
            Map<SpikeId, Apfloat> down = times(FileReals.shifted(network, parameter, STEP.negate()));
            up.forEach((spike, time) -> Digits.assertWithin(
                    time.subtract(down.get(spike)).divide(TWICE_STEP),
                    columns.getOrDefault(parameter, Map.of()).getOrDefault(spike, Apfloat.ZERO),
                    PLACES));
        }
    }

    private Map<SpikeId, Apfloat> times(Network network) {
        Map<SpikeId, Apfloat> times = new HashMap<>();
        engine.solve(network.withoutLoss(), SPIKES).spikes().forEach((population, trains) -> {
            for (int n = 0; n < trains.size(); n++) {
                List<Spike<Apfloat>> train = trains.get(n);
                for (int k = 0; k < train.size(); k++) {
                    times.put(new SpikeId(population, n, k), train.get(k).time());
                }
            }
        });
        return times;
    }

    static List<Network> losses() {
        MixedNetworks rates = MixedNetworks.RATES.withInitialAtLeak();
        return List.of(
                held(rates.with(SQUARE).network()),
                held(rates.inTimeConstants().inCurrents().with(INTEGRAL).network()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void the_gradient_of_a_loss_of_potentials_is_its_central_differences(Network network) {
        Map<ParameterKind, List<List<Apfloat>>> gradient =
                MethodsAgree.gradient(engine.solve(network, QUESTION)).values();
        for (ParameterId parameter : FileReals.of(network).keySet()) {
            Apfloat up = loss(FileReals.shifted(network, parameter, STEP));
            Apfloat down = loss(FileReals.shifted(network, parameter, STEP.negate()));
            Digits.assertWithin(
                    up.subtract(down).divide(TWICE_STEP),
                    gradient.get(parameter.kind()).get(parameter.owner()).get(parameter.index()),
                    PLACES);
        }
    }

    private Apfloat loss(Network network) {
        Answer<Apfloat> answer = engine.solve(network, SPIKES);
        return ((Outcome.Known<Apfloat>) answer.loss().orElseThrow()).value();
    }

    static Stream<Network> everything() {
        return Stream.of(ENTROPY, LAST_SPIKE, SQUARE, INTEGRAL)
                .flatMap(loss -> Stream.of(
                        MixedNetworks.RATES.with(loss).network(),
                        held(MixedNetworks.RATES.with(loss).network()),
                        held(MixedNetworks.RATES
                                .inTimeConstants()
                                .inCurrents()
                                .withInitialAtLeak()
                                .with(loss)
                                .network()),
                        MixedNetworks.RATES
                                .withEqualRates("1.25", "1.25")
                                .with(loss)
                                .network(),
                        held(MixedNetworks.RATES
                                .withEqualRates("1.25", "1.25000000000001")
                                .with(loss)
                                .network())));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void forward_adjoint_and_eventprop_give_the_same_gradient(Network network) {
        Answer<Apfloat> forward = engine.solve(network, QUESTION);
        assertEquals(List.of(), forward.undecided());
        MethodsAgree.assertThat(forward, engine.solve(network, QUESTION.by(Method.ADJOINT)));
        MethodsAgree.assertThat(forward, engine.solve(network, QUESTION.by(Method.EVENTPROP)));
    }
}
