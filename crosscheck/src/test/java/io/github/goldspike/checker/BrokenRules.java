package io.github.goldspike.checker;

import java.util.List;

/** What is done to the source of the checker to break one rule of it. */
final class BrokenRules {

    /** @param rule of proofs-notes */
    record Edit(String rule, String what, String pattern, String replacement) {}

    private static Edit edit(String rule, String what, String pattern, String replacement) {
        return new Edit(rule, what, pattern, replacement);
    }

    static final List<Edit> EDITS = List.of(
            edit(
                    "certificate-K4",
                    "V need not pass ϑ at the end of an enclosure",
                    "require(unit.top.below(right.v), unit, \"the threshold is not proved to be reached\");",
                    ""),
            edit(
                    "certificate-K4",
                    "V need not be below ϑ at the beginning of an enclosure",
                    "require(unit.state.v.below(unit.top), unit, \"silence is not proved after \" + unit.train.size() + \" spikes\");",
                    ""),
            edit(
                    "certificate-K4",
                    "the slope need not be positive on the enclosure",
                    "require(drive(unit, unit.state, right)[0].isPositive(), unit, \"the slope is not proved positive\");",
                    ""),
            edit(
                    "certificate-K4",
                    "silence between events need not be proved",
                    "boolean silent = unit.state.held || precisely(() -> silent(unit, to, end));",
                    "boolean silent = true;"),
            edit(
                    "certificate-K4",
                    "silence in windows of arrivals need not be proved",
                    "boolean silent = right.held\n                || main == null",
                    "boolean silent = true || right.held\n                || main == null"),
            edit(
                    "certificate-K4",
                    "a piece is clear if V is below at its end",
                    "if (!(drive[0].isPositive() && right.v.below(unit.top))",
                    "if (!right.v.below(unit.top)"),
            edit(
                    "certificate-K4",
                    "growth is bounded by the least drive",
                    "&& !cannotReach(unit, left.v, drive[1], length)",
                    "&& !cannotReach(unit, left.v, drive[0], length)"),
            edit(
                    "certificate-K4",
                    "what grows is not added",
                    "return gap.times(decay(beta, length)).plus(growth).negate().isPositive();",
                    "return gap.negate().isPositive();"),
            edit(
                    "certificate-K4",
                    "below is not asked for where the drive is not positive",
                    "if (!below || drive.end(1).m.signum() <= 0) {\n            return below;",
                    "if (drive.end(1).m.signum() <= 0) {\n            return true;"),
            edit(
                    "crossing-C7",
                    "Taylor's series ends after its first term, without a remainder",
                    "Ball drive = rest.values().stream().reduce(zero, Ball::plus);",
                    "Ball drive = zero;\n        terms.subList(1, terms.size()).clear();"),
            edit(
                    "crossing-C7",
                    "a bound at the end of a piece is one everywhere in it",
                    "drive = terms.get(n).plus(least.hull(most));",
                    "drive = terms.get(n).plus(length.times(drive));"),
            edit(
                    "crossing-C7",
                    "fast currents are forgotten",
                    "|| cannotReach(unit, left.v, drive.plus(others[1]), length);",
                    "|| cannotReach(unit, left.v, drive, length);"),
            edit(
                    "certificate-K4",
                    "arrivals that overlap add nothing to the drive",
                    "drive = more ? drive.plus(event.synapse.jump) : drive;",
                    ""),
            edit(
                    "certificate-K4",
                    "pieces may go backwards",
                    "require(from.below(split), more ? unit.pieces.get(piece) : unit, \"is in no stretch between events\");",
                    ""),
            edit(
                    "certificate-K4",
                    "a spike may be at the horizon or behind",
                    "before.below(lo) && lo.below(hi) && !unit.until.below(hi) && unit.top != null",
                    "before.below(lo) && lo.below(hi) && unit.top != null"),
            edit(
                    "certificate-K4",
                    "spikes may overlap the one before",
                    "before.below(lo) && lo.below(hi) && !unit.until",
                    "lo.below(hi) && !unit.until"),
            edit(
                    "certificate-K4",
                    "events may overlap a spike",
                    "require(unit.batch.isEmpty() && !unit.state.held, unit, \"the order of its events is not proved\");",
                    ""),
            edit(
                    "certificate-K5",
                    "events at a spike need not have its moment",
                    "boolean ordered = main == null || event.moment.equals(main.moment);",
                    "boolean ordered = true;"),
            edit(
                    "certificate-K5",
                    "constants are no part of an identity",
                    "new Moment(identity(List.of(threshold, initial, real.get(4), real.get(5))), STILL);",
                    "new Moment(identity(List.of()), STILL);"),
            edit(
                    "certificate-K5",
                    "how often a jump came is no part of an identity",
                    "jumps.merge(jump, weight, (a, b) -> a.plus(b).equals(STILL) ? null : a.plus(b));",
                    "jumps.put(jump, weight);"),
            edit(
                    "certificate-K5",
                    "weights are no part of an identity",
                    "jumps.merge(jump, weight, (a, b) -> a.plus(b).equals(STILL) ? null : a.plus(b));",
                    "jumps.put(jump, STILL);"),
            edit(
                    "certificate-K5",
                    "the delay is no part of a moment",
                    "event.moment = new Moment(from.origin, from.since.plus(event.wait.moving()));",
                    "event.moment = new Moment(from.origin, event.cause == null ? event.wait.moving() : from.since);"),
            edit("certificate-K6", "ties are not marked", "                main.tied.add(event);\n", ""),
            edit(
                    "certificate-K6",
                    "a spike's derivative has the other sign",
                    "claim.slope.inverse().negate()));",
                    "claim.slope.inverse()));"),
            edit(
                    "certificate-K1",
                    "what rounding loses is forgotten",
                    "this.r = cut == 0 ? r : r.shiftRight(cut).add(BigInteger.TWO);",
                    "this.r = cut == 0 ? r : r.shiftRight(cut);"),
            edit(
                    "certificate-K1",
                    "products are as wide as their first factor",
                    "radius = m.abs().multiply(o.r).add(r.multiply(o.m.abs().add(o.r)));",
                    "radius = r.multiply(o.m.abs().add(o.r));"),
            edit(
                    "certificate-K1",
                    "products are as wide as their second factor",
                    "radius = m.abs().multiply(o.r).add(r.multiply(o.m.abs().add(o.r)));",
                    "radius = m.abs().multiply(o.r);"),
            edit(
                    "certificate-K1",
                    "sums have no width",
                    "return on(new Ball(middle, radius, low), this, one, o, one);",
                    "return on(new Ball(middle, BigInteger.ZERO, low), this, one, o, one);"),
            edit(
                    "certificate-K1",
                    "an inverse has no width",
                    "radius.add(BigInteger.TWO), -shift - e);",
                    "BigInteger.ZERO, -shift - e);"),
            edit(
                    "certificate-K1",
                    "a hull is its middle",
                    "return plus(o).plus(minus(o).times(some)).times(half);",
                    "return plus(o).times(half);"),
            edit(
                    "certificate-K2",
                    "an exponent's width does not count",
                    "return phi(j, new Ball(y.m, BigInteger.ZERO, y.e)).times(spread);",
                    "return phi(j, new Ball(y.m, BigInteger.ZERO, y.e));"),
            edit(
                    "certificate-K2",
                    "a series stops early",
                    "for (; term.bitLength() > 1; n++) {",
                    "for (; n < 6; n++) {"),
            edit(
                    "certificate-K3",
                    "V' has no leak",
                    "Ball leak = unit.beta.value.times(unit.top);",
                    "Ball leak = zero;"),
            edit(
                    "certificate-K3",
                    "the drive has no leak",
                    "Ball leak = unit.beta.value.times(unit.top).negate(), low",
                    "Ball leak = unit.beta.value.times(zero).negate(), low"),
            edit(
                    "certificate-K3",
                    "the greatest current is the last",
                    "high = high.plus(a.end(1).below(b.end(1)) ? b.end(1) : a.end(1));",
                    "high = high.plus(b.end(1));"),
            edit(
                    "certificate-K3",
                    "the least current is the first",
                    "low = low.plus(a.end(-1).below(b.end(-1)) ? a.end(-1) : b.end(-1));",
                    "low = low.plus(a.end(-1));"),
            edit(
                    "certificate-K7",
                    "integrals are taken beside open spikes",
                    "require(!unit.until.below(horizon), \"/loss\", \"is not proved beside undecided spikes\");\n        if (horizon",
                    "if (horizon"),
            edit(
                    "certificate-K7",
                    "spikes are needed beside open spikes",
                    "require(happens || !unit.until.below(horizon), \"/loss\", \"is not proved beside undecided spikes\");",
                    ""),
            edit(
                    "certificate-K7",
                    "the order of events at a loss is not proved",
                    "require(ordered, unit, \"the order of events at the loss is not proved\");",
                    ""),
            edit(
                    "certificate-K7",
                    "a logarithm is not compared above",
                    "Ball logarithm = p.plus(t).hull(p.plus(t).minus(t.times(t)));",
                    "Ball logarithm = p;"),
            edit(
                    "certificate-K8",
                    "a print may be smaller than what it stands for",
                    "boolean near = middle.minus(place).below(enclosure) && enclosure.below(middle.plus(place));",
                    "boolean near = middle.minus(place).below(enclosure);"),
            edit(
                    "certificate-K8",
                    "a print may be greater than what it stands for",
                    "boolean near = middle.minus(place).below(enclosure) && enclosure.below(middle.plus(place));",
                    "boolean near = enclosure.below(middle.plus(place));"),
            edit(
                    "certificate-K8",
                    "a print may have any number of digits",
                    "value.scale() > digits : value.precision() == digits;",
                    "true : true;"),
            edit(
                    "certificate-K8",
                    "any zero is exact",
                    "boolean right = text.equals(\"0\") ? enclosure.isZero() : full && near;",
                    "boolean right = text.equals(\"0\") || full && near;"),
            edit("certificate-K8", "fields may be there that no rule knows", "        answer.requireSeen();\n", ""),
            edit(
                    "certificate-K8",
                    "names may come twice",
                    "require(node.items.put(name, item) == null, item, \"comes twice\");",
                    "node.items.put(name, item);"),
            edit(
                    "certificate-K8",
                    "rows of the Jacobian may come twice",
                    "require(row.put(real, value) == null, entry, \"comes twice\");",
                    "row.put(real, value);"),
            edit(
                    "certificate-K8",
                    "rows may be those of spikes that do not happen",
                    "require(rows.isEmpty(), \"/jacobian\", \"has rows of spikes that do not happen: \" + rows.keySet());",
                    ""),
            edit(
                    "certificate-K8",
                    "what is not listed need not be zero",
                    "proveDerivative(entry == null ? nought : entry, time, real, slope, ties, entry == null ? \"\" : all);",
                    "if (entry != null) {\n                    proveDerivative(entry, time, real, slope, ties, all);\n                }"),
            edit(
                    "certificate-K8",
                    "undefined is said of what there is",
                    "require(given.has(\"undefined\") == undefined, given, \"is undefined if and only if \" + why);\n        if (undefined) {",
                    "if (given.has(\"undefined\")) {"),
            edit(
                    "certificate-K8",
                    "integers may be of any size",
                    "require(value >= least && value <= most, this, \"is not an integer from \" + least + \" to \" + most);",
                    ""),
            edit(
                    "certificate-K8",
                    "a value may be of another kind",
                    "require(kind == expected, this, \"is not \" + what);",
                    ""),
            edit(
                    "certificate-K8",
                    "something may follow the end of a file",
                    "require(next(tokens).isEmpty(), \"JSON\", \"is followed by something\");",
                    ""),
            edit(
                    "certificate-K8",
                    "an answer may be that of another file",
                    "is(sha256, answer.get(\"network\", \"sha256\"));",
                    "answer.get(\"network\", \"sha256\").string();"),
            edit(
                    "certificate-K9",
                    "what arrives from open neurons need not be known",
                    "require(synapse.to.top == null, synapse.to, \"what arrives is not known\");\n                    synapse.to.until = known;",
                    ""),
            edit(
                    "certificate-K9",
                    "spikes are claimed up to the place that is said, and more",
                    "Rational before = Rational.of(until.subtract(until.ulp()));",
                    "Rational before = Rational.of(until.divide(new BigDecimal(2)));"));

    private BrokenRules() {}
}
