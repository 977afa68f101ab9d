package io.github.goldspike.conformance.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.protocol.Reply;
import io.github.goldspike.conformance.tolerance.ParameterRows;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.contract.Answer;
import io.github.goldspike.contract.ByNeuron;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Method;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.event.EventEngine;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** verdict-R18: gradients by all kinds of reals are held against the truth. */
class KindVerdictTest {

    private static final int NETWORKS = 20 * Integer.getInteger("goldspike.tries.factor", 1);

    private static final Set<ParameterKind> KINDS = kinds();

    private static Set<ParameterKind> kinds() {
        Set<ParameterKind> kinds = EnumSet.copyOf(ParameterRows.KINDS);
        kinds.remove(ParameterKind.WEIGHTS);
        return kinds;
    }

    private static Golden golden(int index) {
        return ((Case.Prepared.Ready) new RandomCase(11, index).prepare(Claims.everything())).golden();
    }

    private static Answer<Double> answer(Golden golden, Method method) {
        return new EventEngine()
                .solve(golden.network(), Question.ofDigits(15).by(method).withRespectTo(KINDS));
    }

    /** Changes the value of one place. */
    private interface Change {
        Optional<BigDecimal> of(String place, BigDecimal value);
    }

    private static Reply.Answered reply(Golden golden, Answer<Double> answer, Change change) {
        ByNeuron<BigDecimal> spikes = answer.spikes().map(spike -> new BigDecimal(spike.time()));
        Map<ParameterKind, Map<String, BigDecimal>> byKind = new EnumMap<>(ParameterKind.class);
        if (answer.gradient().orElse(null) instanceof Outcome.Known<Gradient<Double>> known) {
            known.value().values().forEach((kind, lists) -> {
                List<Double> values = lists.stream().flatMap(List::stream).toList();
                List<String> places = RealPlaces.of(golden.network(), kind);
                assertEquals(places.size(), values.size(), kind.field());
                Map<String, BigDecimal> given = new HashMap<>();
                for (int k = 0; k < values.size(); k++) {
                    String place = places.get(k);
                    change.of(place, new BigDecimal(values.get(k))).ifPresent(value -> given.put(place, value));
                }
                byKind.put(kind, given);
            });
        }
        return new Reply.Answered(
                Optional.of(spikes), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), byKind);
    }

    private static List<Judgement> byKind(Golden golden, Reply.Answered reply) {
        return Judge.of(golden, reply, Dtype.FLOAT64).stream()
                .filter(judgement -> judgement.quantity().startsWith("gradient by "))
                .toList();
    }

    @Test
    void aRightEngineIsBlamedForNothingInAnyKindByEitherMethod() {
        Map<String, Double> shares = new HashMap<>();
        int agrees = 0;
        for (int index = 0; index < NETWORKS; index++) {
            Golden golden = golden(index);
            for (Method method : List.of(Method.ADJOINT, Method.EVENTPROP)) {
                for (Judgement judgement :
                        byKind(golden, reply(golden, answer(golden, method), (place, value) -> Optional.of(value)))) {
                    String id = index + " " + method + ": ";
                    assertTrue(judgement.verdict() != Verdict.DISAGREES, () -> id + judgement);
                    judgement.share().ifPresent(share -> shares.merge(judgement.quantity(), share, Math::max));
                    agrees += judgement.verdict() == Verdict.AGREES ? 1 : 0;
                }
            }
        }
        System.out.println("greatest shares of the limits: " + shares);
        assertEquals(KINDS.size(), shares.size());
        assertTrue(agrees > 8 * NETWORKS, agrees + " agree");
    }

    @Test
    void oneEntryThatIsOffByAMillionthIsSeenInEveryKind() {
        Map<ParameterKind, Integer> seen = new EnumMap<>(ParameterKind.class);
        for (int index = 0; index < NETWORKS; index++) {
            Golden golden = golden(index);
            Answer<Double> answer = answer(golden, Method.ADJOINT);
            for (ParameterKind kind : KINDS) {
                Reply.Answered right = reply(golden, answer, (place, value) -> Optional.of(value));
                Map<String, BigDecimal> values = right.byKind().getOrDefault(kind, Map.of());
                Optional<String> greatest = values.keySet().stream()
                        .max((one, other) -> values.get(one)
                                .abs()
                                .compareTo(values.get(other).abs()));
                if (greatest.isPresent() && values.get(greatest.get()).signum() != 0) {
                    Map<String, BigDecimal> wrong = new HashMap<>(values);
                    wrong.put(greatest.get(), values.get(greatest.get()).multiply(new BigDecimal("1.000001")));
                    Reply.Answered reply = new Reply.Answered(
                            right.spikes(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of(kind, wrong));
                    boolean disagrees = byKind(golden, reply).stream()
                            .anyMatch(judgement -> judgement.verdict() == Verdict.DISAGREES
                                    && judgement.detail().contains("/gradient/" + kind.field() + greatest.get()));
                    seen.merge(kind, disagrees ? 1 : 0, Integer::sum);
                }
            }
        }
        System.out.println("seen: " + seen);
        for (ParameterKind kind : KINDS) {
            assertTrue(seen.getOrDefault(kind, 0) > 0, kind.field());
        }
    }

    @Test
    void whatIsNotGivenIsNotHeldAgainstAnybody() {
        Golden golden = golden(3);
        Answer<Double> answer = answer(golden, Method.ADJOINT);
        List<Judgement> none = byKind(golden, reply(golden, answer, (place, value) -> Optional.empty()));
        assertTrue(none.stream()
                .allMatch(judgement ->
                        judgement.verdict() == Verdict.NOT_GIVEN || judgement.verdict() == Verdict.OWN_CONVENTION));
        assertTrue(
                byKind(
                                golden,
                                reply(
                                        golden,
                                        answer,
                                        (place, value) -> Optional.of(value).filter(one -> place.endsWith("0"))))
                        .stream()
                        .noneMatch(judgement -> judgement.verdict() == Verdict.DISAGREES));
    }
}
