package io.github.goldspike.conformance.grid;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.conformance.protocol.Dtype;
import io.github.goldspike.conformance.verdict.Judgement;
import io.github.goldspike.conformance.verdict.Judgement.Verdict;
import io.github.goldspike.conformance.verdict.RealPlaces;
import io.github.goldspike.contract.Gradient;
import io.github.goldspike.contract.Outcome;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.grid.GridQuestion;
import io.github.goldspike.grid.certified.CertifiedGridEngine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds gradients by other reals than weights against the certified ones of the grid, where they are given (grids-N12). */
final class GridKinds {

    private final GridGolden golden;
    private final StepProgram program;
    private final Dtype dtype;

    /** @param program on the certified raster */
    GridKinds(GridGolden golden, StepProgram program, Dtype dtype) {
        this.golden = golden;
        this.program = program;
        this.dtype = dtype;
    }

    /** One judgement for each kind that is given. */
    List<Judgement> judgements(Map<ParameterKind, Map<String, BigDecimal>> given) {
        boolean asked =
                golden.network().loss().isPresent() && golden.grid().surrogate().isPresent();
        if (given.isEmpty() || !asked) {
            return List.of();
        }
        Set<ParameterKind> kinds = EnumSet.copyOf(given.keySet());
        kinds.retainAll(GridQuestion.KINDS);
        Optional<Outcome<Gradient<Ball>>> known = kinds.isEmpty()
                ? Optional.empty()
                : new CertifiedGridEngine()
                        .solve(
                                golden.network(),
                                golden.grid(),
                                GridQuestion.ofDigits(GridGolden.DIGITS).withRespectTo(kinds))
                        .gradient();
        StepDerivatives derivatives = new StepDerivatives(
                program, new StepLosses(program, golden.network().loss().orElseThrow()));
        derivatives.run();
        List<Judgement> judgements = new ArrayList<>();
        new EnumMap<>(given).forEach((kind, values) -> judgements.add(judgement(kind, values, known, derivatives)));
        return judgements;
    }

    private Judgement judgement(
            ParameterKind kind,
            Map<String, BigDecimal> given,
            Optional<Outcome<Gradient<Ball>>> known,
            StepDerivatives derivatives) {
        String quantity = "gradient by " + kind.field();
        if (!GridQuestion.KINDS.contains(kind)) {
            return Judgement.without(quantity, Verdict.NOT_JUDGED, "on a grid there is no derivative by it");
        }
        if (!(known.orElse(null) instanceof Outcome.Known<Gradient<Ball>> certified)) {
            return Judgement.without(quantity, Verdict.OWN_CONVENTION, "undefined");
        }
        List<Ball> expected = certified.value().values().get(kind).stream()
                .flatMap(List::stream)
                .toList();
        List<Rounded> reached = derivatives.by(kind);
        List<String> places = RealPlaces.of(golden.network(), kind);
        GridErrors errors = new GridErrors(quantity, dtype);
        boolean any = false;
        for (int number = 0; number < places.size(); number++) {
            BigDecimal value = given.get(places.get(number));
            if (value != null) {
                any = true;
                errors.value(
                        "/gradient/" + kind.field() + places.get(number),
                        GridGolden.decimal(expected.get(number)),
                        value,
                        reached.get(number));
            }
        }
        return any ? errors.result() : Judgement.without(quantity, Verdict.NOT_GIVEN, "");
    }
}
