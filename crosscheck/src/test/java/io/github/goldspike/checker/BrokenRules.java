package io.github.goldspike.checker;

import java.util.List;
import java.util.Map;

/** What is done to the source of the checker to break one rule of it. */
final class BrokenRules {

    /** @param rule of proofs-notes */
    record Edit(String rule, String what, String pattern, String replacement) {}

    private static Edit edit(String rule, String what, String pattern, String replacement) {
        return new Edit(rule, what, pattern, replacement);
    }

    /** Breaks that let nothing false pass, because another rule refuses the same, and why; by what is broken. */
    static final Map<String, String> REDUNDANT = Map.of(
            "V need not be below ϑ at the beginning of an enclosure",
            "every stretch and every window before it ends with V < ϑ proved, and V is continuous at arrivals",
            "below is not asked for where the drive is not positive",
            "V < ϑ at the beginning of a piece is what the piece before, the reset or the initial potential says",
            "pieces may go backwards",
            "a flow backwards is a flow: the pieces that go forward again still cover all times up to the next event",
            "rows of the Jacobian may come twice",
            "the first of the two is looked at by no rule, and what is not looked at is refused",
            "rows may be those of spikes that do not happen",
            "they are looked at by no rule, and what is not looked at is refused");

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
                    "require(least.isPositive(), unit, \"the slope is not proved positive\");",
                    ""),
            edit(
                    "certificate-K4",
                    "silence between events need not be proved",
                    "prove(unit, unit.state.held, () -> silent(unit, to, end));",
                    ""),
            edit(
                    "certificate-K4",
                    "silence in windows of arrivals need not be proved",
                    "prove(unit, right.held || main == null",
                    "prove(unit, true || right.held || main == null"),
            edit(
                    "certificate-K4",
                    "a piece is clear if V is below at its end",
                    "return drive[0].isPositive() && right.v.below(unit.top)",
                    "return right.v.below(unit.top)"),
            edit(
                    "certificate-K4",
                    "growth is bounded by the least drive",
                    "|| cannotReach(unit, left.v, drive[1], length);",
                    "|| cannotReach(unit, left.v, drive[0], length);"),
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
                    "Ball value = sum(rest);",
                    "Ball value = zero;\n        while (sums.size() > 1) {\n            sums.pop();\n        }"),
            edit(
                    "crossing-C7",
                    "a bound at the end of a piece is one everywhere in it",
                    "value = term.plus((low.m.signum() < 0 ? low : zero).hull(high.m.signum() > 0 ? high : zero));",
                    "value = term.plus(most);"),
            edit(
                    "crossing-C7",
                    "fast currents are forgotten",
                    "if (order > 0 && !one.below(rate.value.times(length))) {",
                    "if (order > 0 && one.below(rate.value.times(length))) {\n                continue;\n            } else if (order > 0) {"),
            edit(
                    "certificate-K4",
                    "arrivals that overlap add nothing to the drive",
                    "drive = more ? drive.plus(event.synapse.jump) : drive;",
                    ""),
            edit(
                    "certificate-K4",
                    "pieces may go backwards",
                    "require(from.below(split), unit, \"its split point \" + piece + \" is in no stretch between events\");",
                    ""),
            edit("certificate-K4", "a spike may be at the horizon or behind", "&& !unit.until.below(spike.hi)", ""),
            edit(
                    "certificate-K4",
                    "spikes may overlap the one before",
                    "boolean within = before.below(spike.lo) && spike.lo",
                    "boolean within = spike.lo"),
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
                    "event.moment = new Moment(from.origin, from.since.plus(event.synapse.delay.moving()));",
                    "event.moment = event.cause == beginning ? new Moment(from.origin, event.synapse.delay.moving()) : event.cause.moment;"),
            edit("certificate-K6", "ties are not marked", "                tie(main, event);\n", ""),
            edit(
                    "certificate-K6",
                    "a spike's derivative has the other sign",
                    "claim.slope.inverse().negate()));",
                    "claim.slope.inverse()));"),
            edit(
                    "certificate-K1",
                    "what rounding loses is forgotten",
                    "this.r = cut == 0 ? r : shifted(r, cut) + 2;",
                    "this.r = cut == 0 ? r : shifted(r, cut);"),
            edit(
                    "certificate-K1",
                    "products are as wide as their first factor",
                    "shifted(above(long1) * o.r, unit - long1) + shifted",
                    "shifted"),
            edit(
                    "certificate-K1",
                    "products are as wide as their second factor",
                    " + shifted(o.above(long2) * r, unit - long2);",
                    ";"),
            edit(
                    "certificate-K1",
                    "sums have no width",
                    "new Ball(middle, radius(unit) + o.radius(unit), unit)",
                    "new Ball(middle, 0, unit)"),
            edit("certificate-K1", "an inverse has no width", "exact ? 0 : radius, -shift - e);", "0, -shift - e);"),
            edit(
                    "certificate-K1",
                    "a hull is its middle",
                    "return plus(o).plus(minus(o).times(some)).times(half);",
                    "return plus(o).times(half);"),
            edit(
                    "certificate-K2",
                    "an exponent's width does not count",
                    "return phi(j, new Ball(y.m, 0, y.e)).times(factor);",
                    "return phi(j, new Ball(y.m, 0, y.e));"),
            edit(
                    "certificate-K2",
                    "a series stops early",
                    "for (; term.bitLength() > 1; n++) {",
                    "for (; n < 6; n++) {"),
            edit(
                    "certificate-K3",
                    "V' has no leak",
                    "return sum(state.i).minus(unit.beta.value.times(unit.top));",
                    "return sum(state.i);"),
            edit(
                    "certificate-K3",
                    "the drive has no leak",
                    "Ball leak = unit.beta.value.times(unit.top).negate(), low",
                    "Ball leak = unit.beta.value.times(zero).negate(), low"),
            edit(
                    "certificate-K3",
                    "the greatest current is the last",
                    "Ball most = a.end(1).below(b.end(1)) ? b.end(1) : a.end(1);",
                    "Ball most = b.end(1);"),
            edit(
                    "certificate-K3",
                    "the least current is the first",
                    "low = low.plus(a.end(-1).below(b.end(-1)) ? a.end(-1) : b.end(-1));",
                    "low = low.plus(a.end(-1));"),
            edit(
                    "certificate-K7",
                    "integrals are taken beside open spikes",
                    "require(!unit.until.below(horizon), \"/loss\", \"is not proved beside undecided spikes\");\n        Ball value",
                    "Ball value"),
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
                    "require(row.put(real, isOpen(entry) ? entry : entry.get(\"value\")) == null, entry, \"comes twice\");",
                    "row.put(real, isOpen(entry) ? entry : entry.get(\"value\"));"),
            edit(
                    "certificate-K8",
                    "rows may be those of spikes that do not happen",
                    "require(rows.isEmpty(), \"/jacobian\", \"has rows of spikes that do not happen: \" + rows.keySet());",
                    ""),
            edit(
                    "certificate-K8",
                    "what is not listed need not be zero",
                    "proveDerivative(given.apply(name), real, slopes, kinked, what.apply(name));",
                    "if (!what.apply(name).isEmpty()) {\n                    proveDerivative(given.apply(name), real, slopes, kinked, what.apply(name));\n                }"),
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
                    "certificate-K5",
                    "what is not proved to be undefined is accepted",
                    "return new Verdict(said.startsWith(\"accepted\") ? 0 : 3, said);",
                    "return new Verdict(0, said);"),
            edit(
                    "certificate-K8",
                    "that no more can be decided is said to be proved",
                    "open.put(undecided ? \"that no more can be decided\" : \"\", 1);",
                    ""),
            edit(
                    "certificate-K8",
                    "an axis may have another name than in the file",
                    "entry = isOpen(entry) || axis == null ? entry : entry.get(axis);",
                    "for (String any : List.of(\"pre\", \"post\", \"neuron\")) {\n            entry = entry.has(any) ? entry.get(any) : entry;\n        }"),
            edit(
                    "certificate-K8",
                    "an undecided answer need not name what it leaves open",
                    "require(undecided != doubts.isEmpty(), \"/undecided\", \"says nothing\");",
                    ""),
            edit(
                    "certificate-K8",
                    "potentials are said to be proved",
                    "open.put(answer.has(\"potentials\") ? \"potentials\" : \"\", 1);",
                    ""),
            edit(
                    "certificate-K5",
                    "a spike that arrives before it happens may bring itself about",
                    "settled &= !falls || !waits(arrival.cause, spike, all, new HashSet<>());",
                    ""),
            edit(
                    "certificate-K8",
                    "an answer may be that of another file",
                    "is(sha256, answer.get(\"network\", \"sha256\"));",
                    "answer.get(\"network\", \"sha256\").string();"),
            edit(
                    "certificate-K9",
                    "what arrives from open neurons need not be known",
                    "require(to.top == null, to, \"what arrives is not known\");\n                    to.until = known;",
                    ""),
            edit(
                    "certificate-K9",
                    "what arrives over weights of zero need not be known",
                    "boolean known = !wrt.containsKey(\"weight\") || !slopes.containsKey(unheard);",
                    "boolean known = true;"),
            edit(
                    "certificate-K9",
                    "spikes are claimed up to the place that is said, and more",
                    "Rational before = Rational.of(until.subtract(until.ulp()).max(BigDecimal.ZERO));",
                    "Rational before = Rational.of(until.divide(new BigDecimal(2)));"));

    private BrokenRules() {}
}
