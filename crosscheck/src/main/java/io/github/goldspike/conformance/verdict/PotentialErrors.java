package io.github.goldspike.conformance.verdict;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.CertifiedEngine;
import io.github.goldspike.conformance.protocol.Excerpt;
import io.github.goldspike.conformance.protocol.Requests;
import io.github.goldspike.conformance.tolerance.SpikeErrorBound;
import io.github.goldspike.conformance.tolerance.Tolerance;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Question;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Potentials at given times against certified ones, left limits at spikes (verdict-R17). The certified ones are made when somebody
 * gives some.
 */
final class PotentialErrors {

    private final SpikeErrorBound reach;
    private final Tolerance tolerance;
    private final Golden golden;
    private final List<Rational> times;

    PotentialErrors(Golden golden, SpikeErrorBound reach, Tolerance tolerance) {
        this.golden = golden;
        this.reach = reach;
        this.tolerance = tolerance;
        this.times = Requests.traceTimes(golden.network());
    }

    private ByNeuron<Optional<Ball>> certified() {
        Network asked = golden.network();
        Network known = new Network(
                asked.id(),
                asked.convention(),
                golden.horizon(),
                asked.populations(),
                asked.projections(),
                Optional.empty());
        List<Rational> before = times.stream()
                .filter(time -> time.compareTo(golden.horizon()) <= 0)
                .toList();
        Answer<Ball> answer = new CertifiedEngine()
                .solve(
                        known,
                        Question.ofDigits(Golden.DIGITS)
                                .withRespectTo(Set.of())
                                .withLimits(new Question.Limits(10 * Golden.DIGITS, golden.spikeCount() + 1))
                                .withTraces(before));
        return answer.potentials().orElseGet(ByNeuron::none);
    }

    Judgement of(ByNeuron<Optional<BigDecimal>> given, Errors errors) {
        ByNeuron<Optional<Ball>> right = certified();
        for (String name : given.names()) {
            if (!right.has(name) && golden.horizon().signum() > 0) {
                errors.wrong("potentials of \"" + Excerpt.of(name) + "\", which are no neurons");
            }
        }
        right.forEach((name, neurons) -> {
            List<List<Optional<BigDecimal>>> found = given.getOrNone(name);
            if (!found.isEmpty() && found.size() != neurons.size()) {
                errors.wrong("population \"" + name + "\" has " + found.size() + " lists of potentials, expected "
                        + neurons.size());
                return;
            }
            for (int n = 0; n < found.size(); n++) {
                if (found.get(n).size() != times.size()) {
                    errors.wrong("neuron " + n + " of \"" + name + "\" has "
                            + found.get(n).size() + " potentials, expected " + times.size());
                    return;
                }
                for (int k = 0; k < neurons.get(n).size(); k++) {
                    value(name, n, k, neurons.get(n).get(k), found.get(n).get(k), errors);
                }
            }
        });
        return errors.result();
    }

    private void value(String name, int n, int k, Optional<Ball> right, Optional<BigDecimal> found, Errors errors) {
        double time = times.get(k).toDouble();
        OptionalDouble off = reach.potential(reach.timeline().neuron(name, n), time, tolerance.scale());
        if (right.isPresent() && found.isPresent() && off.isPresent()) {
            errors.value(
                    "/potentials/" + name + "/" + n + "/" + k,
                    time,
                    new BigDecimal(right.get().toDecimalOrZero(Golden.DIGITS)),
                    found.get(),
                    off.getAsDouble(),
                    OptionalDouble.empty());
        }
    }
}
