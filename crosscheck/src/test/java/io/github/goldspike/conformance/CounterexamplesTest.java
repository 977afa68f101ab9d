package io.github.goldspike.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.Corpus;
import io.github.goldspike.conformance.cases.NormalForm;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Fault;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.report.CaseResult;
import io.github.goldspike.conformance.report.CaseResult.Outcome;
import io.github.goldspike.conformance.report.Counterexample;
import io.github.goldspike.conformance.report.Counterexample.Search;
import io.github.goldspike.conformance.report.Signature;
import io.github.goldspike.conformance.report.TextReport;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.conformance.verdict.Judge;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Question;
import io.github.goldspike.contract.Spike;
import io.github.goldspike.event.EventEngine;
import io.github.goldspike.model.Connectivity.Delays;
import io.github.goldspike.model.Connectivity.Matrix;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Parameter;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import io.github.goldspike.shrinking.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** proofs-notes/shrinking.md, on a right engine with mistakes made in what it is asked or in what it says. */
class CounterexamplesTest {

    private static final int NETWORKS = 40 * Integer.getInteger("goldspike.tries.factor", 1);
    private static final Claims ALL = Claims.everything();
    private static final ShrinkLimits LIMITS = new ShrinkLimits(5_000, Duration.ofMinutes(10));
    private static final List<Golden> GOLDEN = new ArrayList<>();

    @BeforeAll
    static void draw() {
        for (int index = 0; GOLDEN.size() < NETWORKS; index++) {
            GOLDEN.add(((Case.Prepared.Ready) new RandomCase(3, index).prepare(ALL)).golden());
        }
    }

    /** An engine in this process. */
    private static class Own implements Counterexamples.Examiner {

        /** The network that is solved in place of the one that was asked for. */
        Network mistaken(Network network) {
            return network;
        }

        Reply.Answered mistaken(Reply.Answered reply) {
            return reply;
        }

        @Override
        public CaseResult examine(String id, Golden golden) {
            Answer<Double> answer = new EventEngine().solve(mistaken(golden.network()), Question.ofDigits(15));
            Reply.Answered reply = mistaken(reply(golden.network(), answer));
            return CaseResult.judged(id, golden, reply, Judge.of(golden, reply, Dtype.FLOAT64));
        }

        @Override
        public boolean interrupted() {
            return false;
        }
    }

    private static Reply.Answered reply(Network network, Answer<Double> answer) {
        return new Reply.Answered(
                Optional.of(answer.spikes().map(Spike::time).map(BigDecimal::new)),
                Optional.empty(),
                answer.loss().map(loss -> loss.map(BigDecimal::new)),
                answer.gradient()
                        .map(gradient -> gradient.map(known -> Replies.matrices(
                                network,
                                known.weights().stream()
                                        .map(list -> list.stream()
                                                .map(BigDecimal::new)
                                                .toList())
                                        .toList()))));
    }

    /** What real code has done. */
    enum Mistake {
        DELAYS_IGNORED {
            @Override
            Projection in(Projection projection, Network network) {
                Matrix matrix = (Matrix) projection.connectivity();
                return with(projection, new Matrix(matrix.weights(), Delays.NONE));
            }
        },
        TRANSPOSED_WEIGHTS {
            @Override
            Projection in(Projection projection, Network network) {
                Matrix matrix = (Matrix) projection.connectivity();
                boolean square =
                        matrix.weights().size() == matrix.weights().get(0).size();
                return square
                        ? with(
                                projection,
                                new Matrix(
                                        transposed(matrix.weights()),
                                        matrix.delays() instanceof Delays.Each each
                                                ? new Delays.Each(transposed(each.values()))
                                                : matrix.delays()))
                        : projection;
            }
        },
        INHIBITION_IGNORED {
            @Override
            Projection in(Projection projection, Network network) {
                Matrix matrix = (Matrix) projection.connectivity();
                return with(
                        projection,
                        new Matrix(
                                matrix.weights().stream()
                                        .map(row -> row.stream()
                                                .map(weight -> weight.map(w -> w.signum() < 0 ? Rational.ZERO : w))
                                                .toList())
                                        .toList(),
                                matrix.delays()));
            }
        },
        LEAK_IGNORED {
            @Override
            Population.Neurons in(Population.Neurons neurons) {
                return neurons.withInitial(Optional.of(neurons.initial().orElse(neurons.leak())))
                        .withLeak(Parameter.shared(Rational.ZERO));
            }
        },
        RESET_TO_ZERO {
            @Override
            Population.Neurons in(Population.Neurons neurons) {
                return neurons.withReset(Parameter.shared(Rational.ZERO));
            }
        },
        COMMON_BETA {
            @Override
            Population.Neurons in(Population.Neurons neurons) {
                return neurons.withMembrane(io.github.goldspike.model.TimeConstant.rate(neurons.beta(0)));
            }
        },
        REFRACTORY_IGNORED {
            @Override
            Population.Neurons in(Population.Neurons neurons) {
                return neurons.withRefractory(Parameter.shared(Rational.ZERO));
            }
        },
        ONE_SPIKE_PER_NEURON {
            @Override
            Reply.Answered in(Reply.Answered reply) {
                Map<String, List<List<BigDecimal>>> spikes = new LinkedHashMap<>();
                reply.spikes()
                        .orElseThrow()
                        .forEach((name, trains) -> spikes.put(
                                name,
                                trains.stream()
                                        .map(train -> train.subList(0, Math.min(1, train.size())))
                                        .toList()));
                return new Reply.Answered(
                        Optional.of(new ByNeuron<>(spikes)), Optional.empty(), Optional.empty(), Optional.empty());
            }
        },
        SPIKES_ON_A_GRID {
            @Override
            Reply.Answered in(Reply.Answered reply) {
                ByNeuron<BigDecimal> spikes =
                        reply.spikes().orElseThrow().map(time -> time.setScale(3, java.math.RoundingMode.CEILING));
                return new Reply.Answered(Optional.of(spikes), Optional.empty(), Optional.empty(), Optional.empty());
            }
        },
        GRADIENT_OF_ANOTHER_SIGN {
            @Override
            Reply.Answered in(Reply.Answered reply) {
                return new Reply.Answered(
                        reply.spikes(),
                        reply.slopes(),
                        reply.loss(),
                        reply.gradient()
                                .map(gradient -> gradient.map(matrices -> matrices.stream()
                                        .map(rows -> rows.stream()
                                                .map(row -> row.stream()
                                                        .map(entry -> entry.map(BigDecimal::negate))
                                                        .toList())
                                                .toList())
                                        .toList())));
            }
        },
        LOSS_OFF_BY_ONE_IN_A_MILLION {
            @Override
            Reply.Answered in(Reply.Answered reply) {
                return new Reply.Answered(
                        reply.spikes(),
                        reply.slopes(),
                        reply.loss().map(loss -> loss.map(value -> value.multiply(new BigDecimal("1.000001")))),
                        reply.gradient());
            }
        };

        Projection in(Projection projection, Network network) {
            return projection;
        }

        Population.Neurons in(Population.Neurons neurons) {
            return neurons;
        }

        Reply.Answered in(Reply.Answered reply) {
            return reply;
        }

        private static <T> List<List<T>> transposed(List<List<T>> square) {
            return IntStream.range(0, square.size())
                    .mapToObj(pre -> square.stream().map(row -> row.get(pre)).toList())
                    .toList();
        }

        private static Projection with(Projection projection, Matrix matrix) {
            return new Projection(projection.from(), projection.to(), projection.decay(), matrix);
        }

        Own engine() {
            return new Own() {
                @Override
                Network mistaken(Network network) {
                    return new Network(
                            network.id(),
                            network.convention(),
                            network.horizon(),
                            network.populations().stream()
                                    .map(one -> one instanceof Population.Neurons neurons ? in(neurons) : one)
                                    .toList(),
                            network.projections().stream()
                                    .map(projection -> in(projection, network))
                                    .toList(),
                            network.loss());
                }

                @Override
                Reply.Answered mistaken(Reply.Answered reply) {
                    return in(reply);
                }
            };
        }
    }

    private static List<CaseResult> results(Counterexamples.Examiner engine) {
        return GOLDEN.stream()
                .map(golden -> engine.examine(golden.network().id(), golden))
                .toList();
    }

    private static List<Counterexample> shrunk(Counterexamples.Examiner engine, ShrinkLimits limits) {
        return new Counterexamples(engine, ALL, limits).of(results(engine));
    }

    @ParameterizedTest
    @EnumSource
    void aMistakeIsShownByASmallNetworkThatFailsInTheSameWay(Mistake mistake) {
        List<Counterexample> found = shrunk(mistake.engine(), LIMITS);
        assertFalse(found.isEmpty());
        for (Counterexample one : found) {
            System.out.println(mistake + ", " + one.signature() + ": " + one.size() + " in " + one.tries() + " tries");
            assertEquals(Search.MINIMAL, one.search());
            Golden golden = Golden.of(one.network(), 1_000);
            assertEquals(Optional.empty(), golden.undecided());
            assertEquals(one.network(), NormalForm.of(one.network()));
            CaseResult again = mistake.engine().examine("again", golden);
            assertEquals(Outcome.DISAGREES, again.outcome());
            assertEquals(Optional.of(new Signature(one.signature())), Signature.of(again));
            assertTrue(again.judgements().stream().noneMatch(judged -> judged.verdict() == Verdict.EXCUSED));
            assertEquals(Outcome.AGREES, new Own().examine("right", golden).outcome(), "a right engine is blamed");
            Size size = one.size();
            assertTrue(size.neurons() <= 3 && size.synapses() <= 4, TextReport.file(one.network()));
        }
        assertEquals(
                found.size(),
                found.stream().map(Counterexample::signature).distinct().count());
    }

    @Test
    void aRightEngineHasNoCounterexample() {
        assertEquals(List.of(), shrunk(new Own(), LIMITS));
    }

    @Test
    void theSameFailuresGiveTheSameCounterexamples() {
        assertEquals(
                said(shrunk(Mistake.LEAK_IGNORED.engine(), LIMITS)),
                said(shrunk(Mistake.LEAK_IGNORED.engine(), LIMITS)));
    }

    private static List<List<Object>> said(List<Counterexample> found) {
        return found.stream()
                .map(one -> List.<Object>of(one.origin(), one.signature(), one.network(), one.tries(), one.sentence()))
                .toList();
    }

    /** Counts what it is asked, and does something after a while. */
    private static class Counting implements Counterexamples.Examiner {

        private final Counterexamples.Examiner engine = Mistake.DELAYS_IGNORED.engine();
        int asked;

        @Override
        public CaseResult examine(String id, Golden golden) {
            asked++;
            return engine.examine(id, golden);
        }

        @Override
        public boolean interrupted() {
            return false;
        }
    }

    @Test
    void noMoreIsAskedThanAllowed() {
        Counting engine = new Counting();
        List<CaseResult> results = results(engine);
        engine.asked = 0;
        List<Counterexample> found =
                new Counterexamples(engine, ALL, new ShrinkLimits(7, Duration.ofMinutes(1))).of(results);
        assertEquals(8 * found.size(), engine.asked, "once for the network of the case");
        assertTrue(found.stream().allMatch(one -> one.search() == Search.UNFINISHED && one.tries() == 8));
        engine.asked = 0;
        List<Counterexample> none = new Counterexamples(engine, ALL, new ShrinkLimits(7, Duration.ZERO)).of(results);
        assertEquals(0, engine.asked);
        assertEquals(found.size(), none.size());
    }

    @Test
    void anInterruptedSearchHasTheSmallestNetworkFoundSoFar() {
        Counting engine = new Counting() {
            @Override
            public CaseResult examine(String id, Golden golden) {
                CaseResult result = super.examine(id, golden);
                // An engine that is killed is no crash of its own.
                return interrupted()
                        ? CaseResult.broken(id, Optional.of(golden), new Fault.ClosedOutput(), "")
                        : result;
            }

            @Override
            public boolean interrupted() {
                return asked > NETWORKS + 12;
            }
        };
        Counterexample found = shrunk(engine, LIMITS).get(0);
        assertEquals(Search.UNFINISHED, found.search());
        assertEquals(Outcome.DISAGREES, found.result().outcome());
        Size before = GOLDEN.stream()
                .filter(golden -> golden.network().id().equals(found.origin()))
                .map(golden -> Size.of(golden.network()))
                .findFirst()
                .orElseThrow();
        assertTrue(found.size().synapses() < before.synapses(), found.size() + " of " + before);
    }

    @Test
    void whatDoesNotFailAgainIsNotShrunk() {
        List<CaseResult> results = results(Mistake.DELAYS_IGNORED.engine());
        List<Counterexample> found = new Counterexamples(new Own(), ALL, LIMITS).of(results);
        assertFalse(found.isEmpty());
        for (Counterexample one : found) {
            assertEquals(Search.NOT_REPEATED, one.search());
            assertEquals(1, one.tries());
            assertEquals(Outcome.DISAGREES, one.result().outcome());
        }
    }

    /** The networks of the golden corpus at which the reference decides the first spikes and then no more. */
    private static List<Golden> undecided() {
        return Corpus.golden().stream()
                .filter(one -> one.id().startsWith("touch") || one.id().startsWith("tie-exact"))
                .map(one -> ((Case.Prepared.Ready) one.prepare(ALL)).golden())
                .filter(golden -> golden.undecided().isPresent() && golden.spikeCount() > 0)
                .toList();
    }

    @Test
    void aFailureBeforeWhatIsUndecidedIsFoundAgain() {
        Own engine = Mistake.SPIKES_ON_A_GRID.engine();
        List<CaseResult> results = undecided().stream()
                .map(golden -> engine.examine(golden.network().id(), golden))
                .filter(result -> result.outcome() == Outcome.DISAGREES)
                .toList();
        assertFalse(results.isEmpty());
        for (CaseResult result : results) {
            for (Counterexample one : new Counterexamples(engine, ALL, LIMITS).of(List.of(result))) {
                assertEquals(Search.MINIMAL, one.search());
                assertTrue(
                        one.network()
                                        .equals(Counterexamples.renamed(
                                                result.network().orElseThrow(), one.id()))
                                || Golden.of(one.network(), 1_000).undecided().isEmpty(),
                        "only the network of the case may be undecided");
            }
        }
    }

    /** Excused where the network is simpler, were it not for that a counterexample. */
    @Test
    void aNetworkThatIsNearCriticalNeverCountsAsFailing() {
        Counterexamples.Examiner engine = new Counterexamples.Examiner() {
            private final Counterexamples.Examiner mistaken = Mistake.DELAYS_IGNORED.engine();

            @Override
            public CaseResult examine(String id, Golden golden) {
                CaseResult result = mistaken.examine(id, golden);
                List<Judgement> judgements = new ArrayList<>(result.judgements());
                if (id.endsWith("-shrunk")
                        && !GOLDEN.stream().anyMatch(one -> alike(one.network(), golden.network()))) {
                    judgements.add(Judgement.without("slopes", Verdict.EXCUSED, "near-critical"));
                }
                return CaseResult.judged(id, golden, result.reply().orElseThrow(), judgements);
            }

            @Override
            public boolean interrupted() {
                return false;
            }
        };
        for (Counterexample one : shrunk(engine, LIMITS)) {
            assertTrue(one.tries() > 1);
            assertTrue(GOLDEN.stream().anyMatch(golden -> alike(golden.network(), one.network())));
        }
    }

    private static boolean alike(Network one, Network other) {
        return one.populations().equals(other.populations())
                && one.projections().equals(other.projections())
                && one.horizon().equals(other.horizon())
                && one.loss().equals(other.loss());
    }
}
