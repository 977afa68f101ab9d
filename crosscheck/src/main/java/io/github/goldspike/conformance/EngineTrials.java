package io.github.goldspike.conformance;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.Corpus;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.TextReport;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Derivative;
import io.github.goldspike.contract.Engine;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.UnsupportedNetworkException;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An engine's answers to many networks, beside the certified ones.
 *
 * @param <R> the engine's real numbers
 */
final class EngineTrials<R> {

    private static final long SEED = 1;

    /**
     * An answer.
     *
     * @param reply the answer in decimals
     */
    record Trial<R>(String id, Golden golden, Answer<R> answer, Reply.Answered reply, List<Judgement> judgements) {

        /** What is held against a quantity, if anything is. */
        Optional<String> disagreement(String quantity) {
            return disagreement(judgements, quantity);
        }

        private static Optional<String> disagreement(List<Judgement> judgements, String quantity) {
            return judgements.stream()
                    .filter(one -> one.quantity().equals(quantity) && one.verdict() == Verdict.DISAGREES)
                    .map(Judgement::detail)
                    .findFirst();
        }

        /** Whether each neuron has as many spikes as it should, whenever they are. */
        boolean hasAllSpikes() {
            ByNeuron<BigDecimal> found = reply.spikes().orElseThrow();
            return golden.spikes().names().stream()
                    .allMatch(population ->
                            sizes(golden.spikes().get(population)).equals(sizes(found.getOrNone(population))));
        }

        private List<Integer> sizes(List<List<BigDecimal>> trains) {
            return trains.stream()
                    .map(train -> (int) train.stream()
                            .filter(time -> golden.undecided().isEmpty()
                                    || time.doubleValue() <= golden.horizon().toDouble())
                            .count())
                    .toList();
        }

        boolean hasPositiveSlopes() {
            return reply.slopes().orElseThrow().values().allMatch(slope -> slope.signum() > 0);
        }

        boolean hasGradient() {
            return answer.gradient().filter(Outcome.Known.class::isInstance).isPresent();
        }

        String shown(String complaint) {
            return EngineTrials.shown(id, golden.network(), complaint);
        }
    }

    private static final Map<Case, Golden> GOLDEN = new ConcurrentHashMap<>();
    private static final List<Case> CORPUS = Corpus.golden();
    private static final Claims ALL = Claims.of(EnumSet.allOf(Feature.class));

    private final Engine<R> engine;
    private final Function<R, BigDecimal> value;
    private final Dtype dtype;
    private final Question question;
    private final List<Trial<R>> answered = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Asks the engine about the golden corpus and about random networks, those that it supports.
     *
     * @param tries which of them
     */
    EngineTrials(
            Engine<R> engine,
            Function<R, BigDecimal> value,
            Dtype dtype,
            int digits,
            int random,
            Predicate<Network> tries) {
        this.engine = engine;
        this.value = value;
        this.dtype = dtype;
        question = Question.ofDigits(digits);
        for (Case one : Stream.concat(CORPUS.stream(), RandomCase.of(SEED, random).stream())
                .toList()) {
            // The corpus has networks with kernels; an engine without them refuses those.
            Claims claims = CORPUS.contains(one) ? ALL : Claims.everything();
            Golden golden = GOLDEN.computeIfAbsent(one, drawn -> golden(drawn, claims));
            if (tries.test(golden.network())) {
                ask(one.id(), golden);
            }
        }
    }

    private static Golden golden(Case one, Claims claims) {
        return ((Case.Prepared.Ready) one.prepare(claims)).golden();
    }

    private void ask(String id, Golden golden) {
        try {
            Answer<R> answer = engine.solve(golden.network(), question);
            Reply.Answered reply = Replies.of(golden.network(), answer, value);
            answered.add(new Trial<>(id, golden, answer, reply, Judge.of(golden, reply, dtype)));
        } catch (UnsupportedNetworkException refused) {
            // Not tried.
        } catch (RuntimeException failed) {
            failures.add(shown(id, golden.network(), failed.toString()));
        }
    }

    private static String shown(String id, Network network, String complaint) {
        return id + ": " + complaint + "\n" + TextReport.file(network);
    }

    /** Networks at which the engine threw something, or gave a real that is no number. */
    List<String> failures() {
        return failures;
    }

    /** All answers. */
    List<Trial<R>> answered() {
        return answered;
    }

    /** The answers in which nothing is undecided. */
    List<Trial<R>> decided() {
        return answered.stream()
                .filter(trial -> trial.answer.undecided().isEmpty())
                .toList();
    }

    /** Whether sound arithmetic may lawfully find another answer. */
    boolean isNearCritical(Trial<R> trial) {
        return Judge.isNearCritical(trial.golden, dtype);
    }

    /** What is held against the gradient by some method, if anything is. */
    Optional<String> disagreement(Trial<R> trial, Method method) {
        Answer<R> answer = engine.solve(trial.golden.network(), question.by(method));
        Reply.Answered reply = Replies.of(trial.golden.network(), answer, value);
        return Trial.disagreement(Judge.of(trial.golden, reply, dtype), "gradient");
    }

    /** The same for Σ (f − t) ∂f/∂w, the gradient of a square of spike times by the engine's Jacobian. */
    Optional<String> disagreementOfJacobian(Trial<R> trial, Loss.SpikeTimeSquare loss) {
        Network network = trial.golden.network();
        List<BigDecimal[]> sums = network.projections().stream()
                .map(projection -> new BigDecimal[projection.synapses().size()])
                .toList();
        sums.forEach(values -> Arrays.fill(values, BigDecimal.ZERO));
        List<Derivative<R>> jacobian =
                engine.solve(network, question.withJacobian()).jacobian().orElseThrow();
        for (Derivative<R> entry : jacobian) {
            for (Loss.SpikeTimeSquare.Target target : loss.targets()) {
                if (target.population().equals(entry.spike().population())
                        && target.neuron() == entry.spike().neuron()
                        && target.spike() == entry.spike().index()) {
                    BigDecimal time = trial.golden
                            .spikes()
                            .get(target.population())
                            .get(target.neuron())
                            .get(target.spike());
                    BigDecimal error =
                            time.subtract(new BigDecimal(target.time().toDouble()));
                    BigDecimal[] values = sums.get(entry.parameter().owner());
                    int index = entry.parameter().index();
                    values[index] = values[index].add(error.multiply(value.apply(entry.value())));
                }
            }
        }
        Reply.Answered reply = new Reply.Answered(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Outcome.Known<>(
                        Replies.matrices(network, sums.stream().map(List::of).toList()))));
        return Trial.disagreement(Judge.of(trial.golden, reply, dtype), "gradient");
    }

    /** Whether the engine, asked again from another thread, answers the same. */
    boolean answersTheSame(Trial<R> trial) {
        Network network = trial.golden.network();
        return CompletableFuture.supplyAsync(() -> Replies.of(network, engine.solve(network, question), value))
                .join()
                .equals(trial.reply);
    }
}
