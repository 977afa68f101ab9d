package io.github.goldspike.checker;

import java.io.IOException;
import java.math.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.regex.*;

/**
 * Re-proves an answer from the network, the answer and its certificate, and trusts nothing else: JDK classes only, no search, interval
 * arithmetic of its own. What is proved, and why that suffices, is in proofs-notes/certificate.md; K1 to K9 refer to it.
 */
@SuppressWarnings("ReferenceEquality") // which node of the tape it is, and not its value
public final class Checker {

    /**
     * The outcome.
     *
     * @param status 0 if all that is printed was proved, 1 if not, 2 if a file is malformed
     * @param line one line: what was proved, or where and why it was not
     */
    public record Verdict(int status, String line) {}

    /** {@code java Checker.java NETWORK ANSWER}. */
    public static void main(String[] files) throws IOException {
        Verdict verdict = check(Files.readAllBytes(Path.of(files[0])), Files.readAllBytes(Path.of(files[1])));
        System.out.println(verdict.line);
        System.exit(verdict.status);
    }

    /** Checks an answer file against a network file. */
    public static Verdict check(byte[] network, byte[] answer) {
        String refusal = "bad input: network: ";
        try {
            Map<String, String> net = json(network, NETWORK);
            refusal = "bad input: answer: ";
            Checker checker = new Checker(net, json(answer, ANSWER));
            refusal = "refused: ";
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(network);
            return new Verdict(0, checker.prove(HexFormat.of().formatHex(hash)));
        } catch (Exception | StackOverflowError why) {
            // To refuse is always safe. What is missing, of another type than expected or beyond reach ends here, too.
            String unsaid = "a value is missing or beyond reach: " + why.getClass();
            String line = why instanceof IllegalStateException ? why.getMessage() : unsaid;
            return new Verdict(refusal.startsWith("bad") ? 2 : 1, refusal + line.replace('\n', ' '));
        }
    }

    private static void require(boolean proved, Object where, String why) {
        if (!proved) {
            throw new IllegalStateException(where + ": " + why);
        }
    }

    // ------------------------------------------------------------------ JSON: a map from pointers to scalars, [ or {

    /** A value, with its name if it has one, or an end. */
    private static final Pattern ITEM = Pattern.compile("\\G\\s*+(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"\\s*+:\\s*+)?"
            + "([\\[{]|(?:[\\]}]|null|-?[0-9][-+.0-9eE]*+|\"(?:[^\"\\\\]++|\\\\.)*+\")"
            + "(?=\\s*+(?:[\\]}]|\\z|,\\s*+[^\\]}])))\\s*+,?\\s*+");
    /** What may stand in the files. */
    private static final Pattern NETWORK =
            Pattern.compile("|/(format|id|convention|horizon|loss(/.*)?|(populations|projections)(/[0-9]+)?)"
                    + "|/populations/[0-9]+/(name|size|beta|tau_mem|threshold|reset|leak|initial|refractory|spikes)(/[0-9]+)*"
                    + "|/projections/[0-9]+/(from|to|(alpha|tau_syn)(/(pre|post))?|weights|synapses|delays)(/[0-9]+)*");

    private static final Pattern ANSWER =
            Pattern.compile("|/(format|network(/id|/sha256)?|digits|status|certificate(/digits|/(spikes|pieces)(/.*)?)?"
                    + "|(spikes|slopes|condition|loss|gradient|gradientCondition|undecided|nearest|notes)(/.*)?"
                    + "|jacobian(/[0-9]+(/[a-z]+(/[0-9]+)?)?)?)");

    /** Strings stay as they are escaped, without their quotes. */
    private static Map<String, String> json(byte[] bytes, Pattern fields) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> lengths = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(""));
        Matcher item = ITEM.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (!item.hitEnd() || open.size() > 1) {
            require(item.find() && open.size() < 20, "JSON", "is malformed after " + values.size() + " values");
            String name = item.group(1), value = item.group(2), parent = open.peek();
            String kind = values.getOrDefault(parent, "");
            if (value.matches("[\\]}]")) {
                require(
                        name == null && open.size() > 1 && kind.equals(value.equals("]") ? "[" : "{"),
                        open.pop(),
                        "is not closed");
            } else {
                require((name == null) != kind.equals("{"), parent, "is not JSON");
                Object key = name == null ? lengths.merge(parent, 1, Integer::sum) - 1 : escaped(name);
                String at = values.isEmpty() ? "" : parent + "/" + key;
                require(fields.matcher(at).matches(), at, "this field is not checked");
                require(values.put(at, value.replaceAll("^\"|\"$", "")) == null, at, "comes twice");
                if (value.matches("[\\[{]")) {
                    open.push(at);
                }
            }
        }
        return values;
    }

    /** A name as it stands in pointers. */
    private static String escaped(String name) {
        return name.replace("/", "~1");
    }

    // ------------------------------------------------------------------ exact numbers

    private static final Pattern HEX =
            Pattern.compile("([-+]?)0[xX]([0-9a-fA-F]*)\\.?([0-9a-fA-F]*)[pP]([-+]?[0-9]{1,6})");

    /** Of modest size: to read one takes time quadratic in its length, to add two takes memory like their exponents. */
    private static BigDecimal decimal(String text, Object where) {
        boolean valid = text != null && text.length() <= 20_000 && text.matches("[-+]?[0-9.]++([eE][-+]?[0-9]{1,6})?");
        BigDecimal value = valid ? new BigDecimal(text) : null;
        require(valid && Math.abs(value.scale()) <= 130_000, where, "a decimal of modest size is expected");
        return value;
    }

    /** In lowest terms. */
    private record Rational(BigInteger n, BigInteger d) implements Comparable<Rational> {

        Rational {
            require(d.signum() != 0, n + "/0", "is no number");
            BigInteger common = d.signum() < 0 ? n.gcd(d).negate() : n.gcd(d);
            n = n.divide(common);
            d = d.divide(common);
        }

        /** A decimal, a fraction of two, or a hexadecimal float. */
        static Rational of(String text, Object where) {
            Matcher hex = HEX.matcher(text);
            if (hex.matches() && text.length() <= 20_000) {
                int shift = Integer.parseInt(hex.group(4)) - 4 * hex.group(3).length();
                BigInteger digits = new BigInteger(hex.group(1) + hex.group(2) + hex.group(3), 16);
                return new Rational(
                        digits.shiftLeft(Math.max(0, shift)), BigInteger.ONE.shiftLeft(Math.max(0, -shift)));
            }
            String[] parts = (text + (text.contains("/") ? "" : "/1")).split("/", 2);
            BigDecimal n = decimal(parts[0], where), d = decimal(parts[1], where);
            BigDecimal power = BigDecimal.ONE.movePointRight(Math.max(0, Math.max(n.scale(), d.scale())));
            BigInteger numerator = n.multiply(power).toBigIntegerExact();
            return new Rational(numerator, d.multiply(power).toBigIntegerExact());
        }

        Rational plus(Rational o) {
            return new Rational(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        @Override
        public int compareTo(Rational o) {
            return n.multiply(o.d).compareTo(o.n.multiply(d));
        }

        boolean below(Rational o) {
            return compareTo(o) < 0;
        }
    }

    // ------------------------------------------------------------------ balls (K1)

    private int bits;
    private final Ball zero = ball(0), one = ball(1), half = new Ball(BigInteger.ONE, BigInteger.ZERO, -1);
    private final Ball signs = new Ball(BigInteger.ZERO, BigInteger.ONE, 0);

    /** The reals from (m − r)2ᵉ to (m + r)2ᵉ; if it has a place on the tape, by operands and partial derivatives. */
    private final class Ball {
        private final BigInteger m, r;
        private final int e;
        private Ball[] by = {};
        private int place = -1, tied;

        /** What rounding the middle and the radius loses goes into the radius; exact numbers stay exact. */
        Ball(BigInteger m, BigInteger r, int e) {
            int cut = r.signum() == 0 ? 0 : Math.max(Math.max(m.bitLength() - bits, r.bitLength() - 32), 0);
            this.m = m.shiftRight(cut);
            this.r = cut == 0 ? r : r.shiftRight(cut).add(BigInteger.TWO);
            this.e = e + cut;
        }

        Ball plus(Ball o) {
            int low = Math.min(e, o.e);
            BigInteger middle = m.shiftLeft(e - low).add(o.m.shiftLeft(o.e - low));
            BigInteger radius = r.shiftLeft(e - low).add(o.r.shiftLeft(o.e - low));
            return on(new Ball(middle, radius, low), this, one, o, one);
        }

        Ball times(Ball o) {
            BigInteger radius = m.abs().multiply(o.r).add(r.multiply(o.m.abs().add(o.r)));
            return on(new Ball(m.multiply(o.m), radius, e + o.e), this, o, o, this);
        }

        Ball negate() {
            return times(ball(-1));
        }

        Ball minus(Ball o) {
            return plus(o.negate());
        }

        /** |1/x − 1/m| ≤ r/(|m|(|m| − r)). */
        Ball inverse() {
            BigInteger size = m.abs();
            require(size.compareTo(r) > 0, "arithmetic", "a divisor is not separated from zero");
            int shift = bits + m.bitLength();
            BigInteger[] quotient = BigInteger.ONE.shiftLeft(shift).divideAndRemainder(m);
            BigInteger radius = r.shiftLeft(shift).divide(size.multiply(size.subtract(r)));
            boolean exact = r.signum() == 0 && quotient[1].signum() == 0;
            Ball value = new Ball(quotient[0], exact ? BigInteger.ZERO : radius.add(BigInteger.TWO), -shift - e);
            return on(value, this, value.times(value).negate());
        }

        /** All numbers between two: (a + b)/2 + t(a − b)/2, |t| ≤ 1. */
        Ball hull(Ball o) {
            return plus(o).plus(minus(o).times(signs)).times(half);
        }

        /** Without its place on the tape. */
        Ball flat() {
            return new Ball(m, r, e);
        }

        Ball size() {
            return m.signum() < 0 ? flat().negate() : flat();
        }

        boolean isZero() {
            return m.signum() == 0 && r.signum() == 0;
        }

        boolean below(Ball o) {
            Ball gap = o.flat().minus(flat());
            return gap.m.compareTo(gap.r) > 0;
        }
    }

    private Ball ball(long value) {
        return new Ball(BigInteger.valueOf(value), BigInteger.ZERO, 0);
    }

    private Ball ball(Rational value) {
        int shift = Math.max(0, bits + value.d.bitLength() - value.n.bitLength());
        BigInteger[] quotient = value.n.shiftLeft(shift).divideAndRemainder(value.d);
        return new Ball(quotient[0], quotient[1].abs().min(BigInteger.ONE), -shift);
    }

    /** φ_j(y) = Σ yⁿ/(n + j)!; φ_0 = exp, φ_{j+1}(y) = (φ_j(y) − φ_j(0))/y, φ_j' = φ_j − jφ_{j+1} (K2). */
    private Ball phi(int j, Ball y) {
        if (y.place >= 0) {
            Ball value = phi(j, y.flat());
            return on(
                    value, y, j == 0 ? value : value.minus(phi(j + 1, y.flat()).times(ball(j))));
        } else if (y.r.signum() > 0) {
            // |d log φ_j/dy| ≤ 1, and e^{±r} is within 1 ± (r + 2r²) for r < 1/2.
            require(y.r.bitLength() + y.e < 0, "arithmetic", "an exponent is too wide");
            BigInteger more = y.r.multiply(y.r).shiftRight(-y.e - 1).add(BigInteger.ONE);
            Ball spread = new Ball(BigInteger.ONE.shiftLeft(-y.e), y.r.add(more), y.e);
            return phi(j, new Ball(y.m, BigInteger.ZERO, y.e)).times(spread);
        } else if (y.m.signum() != 0 && y.m.bitLength() + y.e > -3) {
            require(y.m.bitLength() + y.e < 23, "arithmetic", "an exponent is beyond 4,000,000");
            Ball root = j > 0 ? zero : phi(0, new Ball(y.m, y.r, y.e - 1));
            return j == 0
                    ? root.times(root)
                    : phi(j - 1, y).minus(phi(j - 1, zero)).times(y.inverse());
        }
        // |y| < 1/8. In units of 2^−scale each term is off by 4 at most, and what follows the last is less than that.
        int scale = bits + 30, n = 1;
        BigInteger small = y.e + scale > 0 ? y.m.shiftLeft(y.e + scale) : y.m.shiftRight(-y.e - scale);
        BigInteger term = BigInteger.ONE.shiftLeft(scale), sum = BigInteger.ZERO;
        for (; term.bitLength() > 1; n++) {
            sum = n > j ? sum.add(term) : sum;
            term = (n > j ? term.multiply(small).shiftRight(scale) : term).divide(BigInteger.valueOf(n));
        }
        return new Ball(sum.add(term), BigInteger.valueOf(4L * n + 8), -scale);
    }

    // ------------------------------------------------------------------ the tape (K6)

    private final List<Ball> tape = new ArrayList<>();
    private Ball[] adjoints;

    /** A leaf of the tape; or the value of a function of operands by their partial derivatives, if one is on the tape. */
    private Ball on(Ball value, Ball... by) {
        boolean depends = by.length == 0;
        for (int k = 0; k < by.length; k += 2) {
            depends |= by[k].place >= 0;
        }
        Ball node = value.flat();
        if (depends) {
            node.by = by;
            node.place = tape.size();
            tape.add(node);
        }
        return node;
    }

    /** The adjoints of a value; whether some are one-sided: 0 none, 1 those of delays and refractory times, 2 all. */
    private int differentiate(Ball value) {
        int tied = 0;
        adjoints = new Ball[tape.size()];
        Arrays.fill(adjoints, zero);
        for (int n = value.place; n >= 0; n--) {
            Ball node = tape.get(n), adjoint = node == value ? one : adjoints[n];
            adjoints[n] = adjoint;
            // Exact zeros are no dependence.
            tied = adjoint.isZero() ? tied : Math.max(tied, node.tied);
            for (int k = 0; k < node.by.length && !adjoint.isZero(); k += 2) {
                int parent = node.by[k].place;
                if (parent >= 0) {
                    adjoints[parent] = adjoints[parent].plus(adjoint.times(node.by[k + 1].flat()));
                }
            }
        }
        return tied;
    }

    // ------------------------------------------------------------------ the network

    private final Map<String, String> net, answer;
    private final Map<String, Real> reals = new LinkedHashMap<>();
    private final Map<String, List<Unit>> groups = new LinkedHashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private boolean derivatives;
    private Rational horizon;

    private Checker(Map<String, String> net, Map<String, String> answer) {
        this.net = net;
        this.answer = answer;
    }

    /** A real of the network: exactly, as it is given (on the tape), and as it acts, which is 1/τ for a time constant. */
    private record Real(Rational exact, Ball given, Ball value) {}

    /** The real at a pointer, or at these indices where lists are; null for null. Its name is that of its derivative. */
    private Real real(String name, String pointer, String otherwise, int... indices) {
        for (int index : indices) {
            String next = net.containsKey(pointer + "/" + index) ? "/" + index : "";
            name += next;
            pointer += next;
        }
        String text = net.getOrDefault(pointer, otherwise);
        if (!text.equals("null") && !reals.containsKey(name)) {
            Rational exact = Rational.of(text, pointer);
            int least = name.matches("(alpha|beta)/.*") ? 1 : name.matches("(input|delay|refractory)/.*") ? 0 : -1;
            require(exact.n.signum() >= least, pointer, "is negative");
            Ball given = derivatives ? on(ball(exact)) : ball(exact);
            boolean inverse = pointer.contains("/tau_");
            Rational acts = inverse ? new Rational(exact.d, exact.n) : exact;
            reals.put(name, new Real(acts, given, inverse ? given.inverse() : given));
        }
        return text.equals("null") ? null : reals.get(name);
    }

    private List<Unit> group(String name) {
        return groups.get(escaped(name));
    }

    private int number(String at) {
        return Integer.parseInt(net.get(at));
    }

    /** Between units; or, without a weight, from a neuron to itself: what ends its hold. */
    private record Synapse(Unit to, Real weight, Ball jump, Real delay, Real rate) {}

    /** A neuron, or a unit of a source, which has no constants. Potentials count from the leak. */
    private final class Unit {
        private final String name;
        private final List<Synapse> outgoing = new ArrayList<>();
        private final List<Event> train = new ArrayList<>(), events = new ArrayList<>(), batch = new ArrayList<>();
        private final Map<Object, Integer> history = new HashMap<>();
        private Real beta, leak;
        private Ball top, bottom;
        private boolean holds;
        private Rational now = START, to = START, until = horizon;
        private State initial, state;
        private int piece;

        Unit(String at, String group, int n) {
            name = group + "/" + n;
            if (net.containsKey(at + "/spikes")) {
                for (int k = 0; net.containsKey(at + "/spikes/" + n + "/" + k); k++) {
                    Real input = real("input/" + group, at + "/spikes", "", n, k);
                    Moment moment = new Moment("input", input.exact);
                    train.add(new Event(this, null, null, input.exact, input.exact, moment, input.value));
                }
                return;
            }
            beta = real("beta/" + group, at + (net.containsKey(at + "/tau_mem") ? "/tau_mem" : "/beta"), "", n);
            leak = real("leak/" + group, at + "/leak", "0", n);
            Real reset = real("reset/" + group, at + "/reset", "0", n),
                    hold = real("refractory/" + group, at + "/refractory", "0", n);
            Real threshold = real("threshold/" + group, at + "/threshold", "", n);
            Real first = net.containsKey(at + "/initial") ? real("initial/" + group, at + "/initial", "", n) : leak;
            bottom = reset.value.minus(leak.value);
            initial = new State(first == leak ? zero : first.value.minus(leak.value), false, Map.of());
            holds = hold.exact.n.signum() > 0;
            if (holds) {
                outgoing.add(new Synapse(this, null, zero, hold, null));
            }
            if (threshold != null) {
                boolean below = reset.exact.below(threshold.exact) && first.exact.below(threshold.exact);
                require(below, at, "V starts at the threshold");
                top = threshold.value.minus(leak.value);
                history.put(List.of(beta.exact, leak.exact, hold.exact, reset.exact, threshold.exact, first.exact), 1);
            }
        }
    }

    private void readNetwork() {
        require("goldspike-network/1".equals(net.get("/format")), "/format", "is not a goldspike-network/1");
        horizon = Rational.of(net.get("/horizon"), "/horizon");
        for (int p = 0; net.containsKey("/populations/" + p); p++) {
            String at = "/populations/" + p, name = escaped(net.get(at + "/name"));
            List<Unit> group = new ArrayList<>();
            int size = net.containsKey(at + "/spikes") ? 1_000_000 : number(at + "/size");
            boolean valid = groups.put(name, group) == null && size <= 1_000_000;
            require(valid, at, "comes twice, or is too large");
            for (int n = 0; n < size && (size < 1_000_000 || net.containsKey(at + "/spikes/" + n)); n++) {
                group.add(new Unit(at, name, n));
            }
            units.addAll(group);
        }
        for (int p = 0; net.containsKey("/projections/" + p); p++) {
            readProjection(p, "/projections/" + p);
        }
    }

    private void readProjection(int p, String at) {
        List<Unit> from = group(net.get(at + "/from")), to = group(net.get(at + "/to"));
        String rates = at + (net.containsKey(at + "/tau_syn") ? "/tau_syn" : "/alpha");
        String axis = net.containsKey(rates + "/pre") ? "/pre" : net.containsKey(rates + "/post") ? "/post" : "";
        String convention = net.getOrDefault("/convention", "kernel");
        boolean dense = net.containsKey(at + "/weights"), one = dense != net.containsKey(at + "/synapses");
        require(one && convention.matches("current|kernel"), at, "has not one kind of weights, or of convention");
        for (int k = 0; k < (axis.equals("/post") ? to : from).size(); k++) {
            real("alpha/" + p + axis, rates + axis, "", k);
        }
        for (int r = 0; dense ? r < from.size() : net.containsKey(at + "/synapses/" + r); r++) {
            for (int c = 0; c < (dense ? to.size() : 1); c++) {
                String row = "/" + p + (dense ? "" : "/" + r), entry = at + "/synapses/" + r;
                int pre = dense ? r : number(entry + "/0"), post = dense ? c : number(entry + "/1");
                Real weight = real("weight" + row, dense ? at + "/weights" : entry + "/2", "", r, c);
                Real delay = real("delay" + row, dense ? at + "/delays" : entry + "/3", "0", r, c);
                Real rate = real("alpha/" + p + axis, rates + axis, "", axis.equals("/post") ? post : pre);
                if (weight != null) {
                    Ball scale = convention.equals("current") ? to.get(post).beta.value : this.one;
                    Ball jump = weight.value.times(scale);
                    from.get(pre).outgoing.add(new Synapse(to.get(post), weight, jump, delay, rate));
                }
            }
        }
    }

    // ------------------------------------------------------------------ what the certificate claims

    /** Equal moments are equal times: some time after spikes of neurons with equal constants and equal histories (K5). */
    private record Moment(Object origin, Rational since) {}

    private static final Rational START = Rational.of("0", "");
    private final Map<Object, Object> identities = new HashMap<>();

    /** A spike; or, with its cause, what comes over a synapse. A claimed spike has no moment and no time on the tape yet. */
    private record Event(Unit unit, Event cause, Synapse synapse, Rational lo, Rational hi, Moment moment, Ball node) {

        boolean arrives() {
            return synapse != null && synapse.weight != null;
        }
    }

    /** Spikes are claimed up to the horizon, or up to a unit of the last place less than what an undecided answer says (K9). */
    private void readUntil() {
        for (String at : answer.keySet()) {
            if (at.matches("/undecided/[0-9]+/at/affected/[0-9]+")) {
                BigDecimal until = decimal(answer.get(at + "/2"), at);
                Unit unit = group(answer.get(at + "/0")).get(Integer.parseInt(answer.get(at + "/1")));
                Rational before = Rational.of("" + until.subtract(until.ulp()), at);
                unit.until = before.below(unit.until) ? before : unit.until;
            }
        }
        for (Unit unit : units) {
            for (Synapse synapse : unit.outgoing) {
                // For derivatives it matters what comes over a weight of zero, too.
                boolean matters = derivatives || !synapse.jump.isZero();
                boolean known = !unit.until.plus(synapse.delay.exact).below(synapse.to.until);
                require(known || !matters, synapse.to.name, "what arrives is not known");
            }
        }
    }

    /** In the order of time, spikes first, so that what an event needs of its cause is there when it is taken up. */
    private final Queue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::lo)
            .thenComparing(event -> event.cause != null)
            .thenComparing(Event::hi));

    private void readClaims(Unit unit) {
        String at = "/certificate/spikes/" + unit.name + "/";
        Rational before = START;
        for (int n = 0; answer.containsKey(at + n); n++) {
            String radius = answer.get(at + n + "/1");
            Rational centre = Rational.of(answer.get(at + n + "/0"), at);
            Rational lo = centre.plus(Rational.of("-" + radius, at)), hi = centre.plus(Rational.of(radius, at));
            boolean within = before.below(lo) && lo.below(hi) && !unit.until.below(hi) && unit.top != null;
            require(within, at + n, "is not the time of the next spike before the horizon");
            events.add(new Event(unit, null, null, lo, hi, null, null));
            before = hi;
        }
    }

    /** What a spike causes: its arrivals, and the end of its hold. */
    private void follow(Event spike) {
        for (Synapse synapse : spike.unit.outgoing) {
            Rational wait = synapse.delay.exact, lo = spike.lo.plus(wait), hi = spike.hi.plus(wait);
            if (lo.below(synapse.to.until)) {
                Moment moment = new Moment(spike.moment.origin, spike.moment.since.plus(wait));
                Ball time = spike.node.plus(synapse.delay.value);
                // When an arrival over a weight of zero comes does not matter.
                boolean matters = synapse.weight == null || !synapse.jump.isZero();
                events.add(new Event(synapse.to, spike, synapse, lo, hi, moment, matters ? time : time.flat()));
            }
        }
    }

    // ------------------------------------------------------------------ the flow between events (K3)

    /** V − leak, whether it is held there, and the currents by their rates. */
    private record State(Ball v, boolean held, Map<Real, Ball> i) {

        State plus(State o) {
            Map<Real, Ball> sum = new LinkedHashMap<>(i);
            o.i.forEach((rate, current) -> sum.merge(rate, current, Ball::plus));
            return new State(held ? v : v.plus(o.v), held, sum);
        }
    }

    private final State nothing = new State(zero, false, Map.of());

    /** Equal rates together: where each has derivatives of its own, their sum still has sharper bounds than they. */
    private Map<Rational, Ball> sums(State state) {
        Map<Rational, Ball> sums = new LinkedHashMap<>();
        state.i.forEach((rate, current) -> sums.merge(rate.exact, current.flat(), Ball::plus));
        return sums;
    }

    /** The state some time later. */
    private State after(Unit unit, State state, Ball s) {
        Ball fall = phi(0, unit.beta.value.times(s).negate()), v = state.v.times(fall), sharp = v.flat();
        Map<Rational, Ball> sums = sums(state);
        Map<Real, Ball> i = new LinkedHashMap<>();
        for (Real rate : state.i.keySet()) {
            Ball current = state.i.get(rate), sum = sums.remove(rate.exact);
            Ball h =
                    s.times(fall).times(phi(1, unit.beta.value.minus(rate.value).times(s)));
            v = v.plus(current.times(h));
            sharp = sum == null ? sharp : sharp.plus(sum.times(h.flat()));
            i.put(rate, current.times(phi(0, rate.value.times(s).negate())));
        }
        return new State(state.held ? state.v : on(sharp, v, one), state.held, i);
    }

    /** The state after an event. */
    private State after(Event event, State before) {
        State restart = new State(event.unit.bottom, event.cause == null && event.unit.holds, before.i);
        return event.arrives()
                ? before.plus(new State(zero, false, Map.of(event.synapse.rate, event.synapse.jump)))
                : restart;
    }

    /** Σ I_k − β(ϑ − leak) at all times between two states. */
    private Ball drive(Unit unit, State from, State to) {
        Ball drive = unit.beta.value.flat().times(unit.top.flat()).negate();
        Map<Rational, Ball> first = sums(from), last = sums(to);
        for (Rational rate : first.keySet()) {
            drive = drive.plus(first.get(rate).hull(last.get(rate)));
        }
        return drive;
    }

    // ------------------------------------------------------------------ the walk (K4, K5)

    private void walk() {
        for (Unit unit : units) {
            unit.state = unit.initial;
            unit.train.forEach(this::follow);
            readClaims(unit);
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            Unit unit = event.unit;
            if (unit.top != null && (unit.batch.isEmpty() || unit.to.below(event.lo))) {
                advance(unit, event.lo);
            }
            event = event.cause == null ? cross(event) : event;
            if (event.arrives() && !event.synapse.jump.isZero()) {
                Object jump = List.of(event.moment, event.synapse.rate.exact, event.synapse.weight.exact);
                unit.history.merge(jump, 1, Integer::sum);
            }
            unit.events.add(event);
            unit.batch.add(event);
            unit.to = unit.to.below(event.hi) ? event.hi : unit.to;
        }
        for (Unit unit : units) {
            if (unit.top != null) {
                advance(unit, unit.until);
                String rest = "/certificate/pieces/" + unit.name + "/" + unit.piece;
                require(!answer.containsKey(rest), rest, "is in no stretch between events");
            }
        }
    }

    /** Takes up what has come, and proves silence up to some time, piece by piece. */
    private void advance(Unit unit, Rational to) {
        if (!unit.batch.isEmpty()) {
            settle(unit);
        }
        while (unit.now.below(to)) {
            String at = "/certificate/pieces/" + unit.name + "/" + unit.piece;
            Rational split = answer.containsKey(at) ? Rational.of(answer.get(at), at) : to;
            require(unit.now.below(split), at, "is in no stretch between events");
            unit.piece += split.below(to) ? 1 : 0;
            unit.to = split.below(to) ? split : to;
            settle(unit);
        }
    }

    /** Proves the crossing of a claimed spike: V' > 0 on the enclosure, V < ϑ before it and V > ϑ at its end. */
    private Event cross(Event claim) {
        Unit unit = claim.unit;
        Ball lo = ball(claim.lo), hi = ball(claim.hi), now = ball(unit.now), time = lo.hull(hi);
        require(unit.batch.isEmpty() && !unit.state.held, unit.name, "the order of its events is not proved");
        State right = after(unit, unit.state, hi.minus(now));
        require(zero.below(drive(unit, unit.state, right)), unit.name, "the slope is not proved positive");
        require(unit.top.below(right.v), unit.name, "the threshold is not proved to be reached");
        State at = after(unit, unit.state, time.minus(now));
        Ball slope = drive(unit, at, at);
        Ball node = on(time, at.v.minus(unit.top), slope.inverse().negate());
        String name = "/" + unit.name + "/" + unit.train.size();
        times.put(name, node);
        expected.put("/spikes" + name, node);
        expected.put("/slopes" + name, slope);
        Object identity = identities.computeIfAbsent(Map.copyOf(unit.history), unseen -> identities.size());
        unit.history.clear();
        unit.history.put(identity, 1);
        Event spike = new Event(unit, null, null, claim.lo, claim.hi, new Moment(identity, START), node);
        unit.train.add(spike);
        follow(spike);
        return spike;
    }

    /** Silence up to unit.to, over events that overlap: arrivals in any order, or a spike or the end of a hold with arrivals at its time. */
    private void settle(Unit unit) {
        Ball now = ball(unit.now), end = ball(unit.to), length = end.minus(now), level = unit.state.v.flat();
        State right = after(unit, unit.state, length);
        Ball drive = drive(unit, unit.state, right);
        boolean rising = unit.batch.isEmpty() && zero.below(drive) && right.v.below(unit.top);
        Event main = unit.batch.stream()
                .filter(event -> !event.arrives())
                .findFirst()
                .orElse(null);
        if (main != null) {
            State restart = after(main, after(unit, unit.state, main.node.minus(now)));
            right = new State(after(unit, restart, end.minus(main.node)).v, restart.held, right.i);
            level = unit.bottom.flat();
        }
        for (Event event : unit.batch) {
            boolean ordered = main == null || event.moment.equals(main.moment);
            require(ordered, unit.name, "the order of its events is not proved");
            if (event.arrives()) {
                if (main != null && event.cause != main && !event.synapse.jump.isZero()) {
                    main.node.tied = Math.max(main.node.tied, event.cause == main.cause ? 1 : 2);
                }
                right = right.plus(after(unit, after(event, nothing), end.minus(event.node)));
                drive = event.synapse.weight.exact.n.signum() > 0 ? drive.plus(event.synapse.jump.flat()) : drive;
            }
        }
        // e^{βs}(V − ϑ) ≤ level − ϑ + C(e^{βs} − 1)/β where the drive is below C ≥ 0.
        Ball growth = drive.times(length).times(phi(1, unit.beta.value.flat().times(length)));
        boolean cannotReach = level.below(unit.top) && level.plus(growth).below(unit.top);
        require(
                right.held || rising || cannotReach,
                unit.name,
                "silence is not proved after " + unit.train.size() + " spikes");
        unit.state = right;
        unit.now = unit.to;
        unit.batch.clear();
    }

    // ------------------------------------------------------------------ losses (K7)

    /** A function f' = −rate·f + Σ fed, by its values at both ends of a stretch. */
    private record Signal(Ball from, Ball to, Ball rate, List<Signal> fed) {}

    /** ∫fg, from (fg)' = −(rate + rate)fg + Σ fed·g + Σ f·fed. */
    private Ball integral(Signal f, Signal g) {
        Ball sum = f.from.times(g.from).minus(f.to.times(g.to));
        for (Signal h : f.fed) {
            sum = sum.plus(integral(h, g));
        }
        for (Signal h : g.fed) {
            sum = sum.plus(integral(f, h));
        }
        return sum.times(f.rate.plus(g.rate).inverse());
    }

    /** ∫ ½(V − target)² or, where there is no target, ∫ V e^{−κt}, from event to event. */
    private Ball integrated(Unit unit, Ball target, Ball kappa) {
        require(unit.until.equals(horizon), "/loss", "is not proved beside undecided spikes");
        Ball value = zero, from = zero, level = target == null ? unit.leak.value : unit.leak.value.minus(target);
        State state = unit.initial;
        Event previous = null;
        unit.events.add(new Event(unit, null, null, horizon, horizon, null, ball(horizon)));
        for (Event event : unit.events) {
            boolean ordered = previous == null || !event.lo.below(previous.hi) || previous.moment.equals(event.moment);
            require(ordered, unit.name, "the order of events at the loss is not proved");
            Ball s = event.node.minus(from), constant = state.held ? level.plus(state.v) : level;
            State right = after(unit, state, s), free = state.held ? nothing : state;
            if (target == null) {
                Ball sum = constant.times(fallen(kappa, s)).plus(discounted(unit, free, kappa, s));
                value = value.plus(sum.times(phi(0, kappa.times(from).negate())));
            } else {
                List<Signal> currents = new ArrayList<>();
                free.i.forEach((rate, i) -> currents.add(new Signal(i, right.i.get(rate), rate.value, List.of())));
                Signal u = new Signal(free.v, state.held ? zero : right.v, unit.beta.value, currents);
                Ball linear = integral(u, new Signal(one, one, zero, List.of())), sum = linear.plus(constant.times(s));
                value = value.plus(
                        integral(u, u).plus(constant.times(linear.plus(sum))).times(half));
            }
            state = after(event, right);
            from = event.node;
            previous = event;
        }
        return value;
    }

    /** ∫ e^{−ct} over a stretch. */
    private Ball fallen(Ball c, Ball s) {
        return s.times(phi(1, c.times(s).negate()));
    }

    /** ∫ (V − leak)e^{−κt} over a stretch; κ may be minus any rate. */
    private Ball discounted(Unit unit, State state, Ball kappa, Ball s) {
        Ball beta = unit.beta.value, fallen = fallen(beta.plus(kappa), s), sum = state.v.times(fallen);
        for (Real rate : state.i.keySet()) {
            // ∫∫ is symmetric in its rates: where they are equal, their mean has the derivatives of both.
            Ball y = beta.plus(rate.value).times(half).plus(kappa).times(s).negate();
            Ball twice = rate.exact.equals(unit.beta.exact)
                    ? s.times(s).times(phi(1, y).minus(phi(2, y)))
                    : fallen(rate.value.plus(kappa), s)
                            .minus(fallen)
                            .times(beta.minus(rate.value).inverse());
            sum = sum.plus(state.i.get(rate).times(twice));
        }
        return sum;
    }

    private Ball ofLoss(String field) {
        return ball(Rational.of(net.get("/loss/" + field), "/loss/" + field));
    }

    /** Null if there is none; beside undecided spikes that is not known. */
    private Event needed(Unit unit, int n) {
        boolean happens = n < unit.train.size();
        require(happens || unit.until.equals(horizon), "/loss", "is not proved beside undecided spikes");
        return happens ? unit.train.get(n) : null;
    }

    /** Null if it needs a spike that does not happen. */
    private Ball loss() {
        Ball value = zero, kappa = net.containsKey("/loss/kappa") ? ofLoss("kappa") : zero;
        String kind = net.get("/loss/kind");
        List<Unit> group = net.containsKey("/loss/population") ? group(net.get("/loss/population")) : List.of();
        for (int n = 0; kind.equals("spike-time-square") && net.containsKey("/loss/targets/" + n); n++) {
            String at = "/loss/targets/" + n;
            Event spike = needed(group(net.get(at + "/0")).get(number(at + "/1")), number(at + "/2"));
            if (spike == null) {
                return null;
            }
            Ball miss = spike.node.minus(ofLoss("targets/" + n + "/3"));
            value = value.plus(miss.times(miss).times(half));
        }
        for (int n = 0; kind.equals("voltage-integral") && n < group.size(); n++) {
            value = value.plus(integrated(group.get(n), null, kappa).times(ofLoss("weights/" + n)));
        }
        if (kind.equals("voltage-square")) {
            return integrated(group.get(number("/loss/neuron")), ofLoss("target"), zero);
        } else if (kind.equals("first-spike-cross-entropy")) {
            Event label = needed(group.get(number("/loss/label")), 0);
            return label == null ? null : entropy(group, label);
        }
        require(kind.matches("spike-time-square|voltage-integral"), "/loss/kind", "is unknown");
        return value;
    }

    /** With t = (1 + odds)e^{−p} − 1 ≥ −½, log(1 + odds) is between p + t − t² and p + t: narrow, if p is about right. */
    private Ball entropy(List<Unit> group, Event label) {
        Ball odds = zero, late = label.node.times(ofLoss("tau1").inverse());
        Ball penalty = ofLoss("gamma").times(late).times(phi(1, late));
        for (Unit unit : group) {
            Event other = needed(unit, 0);
            if (other != null && other != label) {
                Ball lead = label.node.minus(other.node);
                odds = odds.plus(phi(0, lead.times(ofLoss("tau0").inverse())));
            }
        }
        String print = answer.getOrDefault("/loss/value", "0");
        Ball sum = one.plus(odds), p = ball(Rational.of(print, "/loss/value")).minus(penalty.flat());
        Ball t = sum.flat().times(phi(0, p.negate())).minus(one);
        require(half.negate().below(t), "/loss/value", "is too large");
        Ball logarithm = p.plus(t).hull(p.plus(t).minus(t.times(t)));
        logarithm = on(logarithm, sum, sum.flat().inverse());
        return odds.isZero() ? penalty : penalty.plus(logarithm);
    }

    // ------------------------------------------------------------------ what is printed (K8)

    /** What may be printed, and where; rows of the Jacobian are under their spike and the name of their real. */
    private final Map<String, Ball> expected = new LinkedHashMap<>();

    private final Map<String, Ball> times = new LinkedHashMap<>();
    private final Set<String> wanted = new TreeSet<>();

    private void is(String value, String at) {
        require(value.equals(answer.get(at)), at, "is not " + value);
    }

    private String prove(String sha256) {
        boolean undecided = answer.containsKey("/undecided"), rows = answer.containsKey("/jacobian");
        for (String field :
                List.of("/certificate", "/spikes", "/slopes", "/certificate/spikes", "/certificate/pieces")) {
            require(answer.containsKey(field), field, "the answer has no " + field.replaceFirst(".*/", ""));
        }
        is("goldspike-answer/1", "/format");
        is(undecided ? "undecided" : "certified", "/status");
        is(net.getOrDefault("/id", ""), "/network/id");
        is(sha256, "/network/sha256");
        int digits = Integer.parseInt(answer.get("/certificate/digits")),
                printed = Integer.parseInt(answer.get("/digits"));
        require(digits >= 5 && digits <= 1000 + 40L * printed, "/certificate/digits", "is too small or too large");
        bits = 32 + digits * 10 / 3;
        for (String at : answer.keySet()) {
            derivatives |= at.matches("/gradient|/jacobian|/condition|/loss/condition");
            if (at.matches("/(gradient|jacobian/[0-9]+)/(?!spike|value|undefined)[a-z]+")) {
                wanted.add(at.replaceFirst(".*/([a-z]+?)s?$", "$1"));
            }
        }
        wanted.addAll(wanted.isEmpty() ? List.of("weight") : List.of());
        readNetwork();
        readUntil();
        walk();
        for (String field : List.of("/loss", "/gradient")) {
            boolean due = net.containsKey("/loss"), given = answer.containsKey(field);
            require(given == due || due && undecided, field, "is missing, or does not belong");
        }
        if (answer.containsKey("/loss") || answer.containsKey("/gradient")) {
            expectLoss();
        }
        if (rows || answer.containsKey("/condition")) {
            for (String at : times.keySet()) {
                boolean smooth = expectDerivatives(times.get(at), "/jacobian" + at, "/condition" + at);
                require(smooth || undecided || !rows, "/jacobian", "the derivatives of " + at + " are one-sided");
            }
        }
        compare();
        String proved = "accepted: " + times.size() + " spikes and their slopes, silence otherwise";
        for (String field :
                List.of("loss", "gradient", "jacobian", "condition", "nearest", "gradientCondition", "notes")) {
            String how = field.matches("nearest|gradientCondition|notes") ? "; not proved by this checker: " : ", ";
            String undefined = answer.containsKey("/" + field + "/undefined") ? " undefined" : "";
            proved += answer.containsKey("/" + field) ? how + field + undefined : "";
        }
        return proved + (undecided ? "; what is affected is undecided" : "");
    }

    /** The loss and its derivatives; undefined where a spike is missing, or a tie makes derivatives one-sided. */
    private void expectLoss() {
        Ball value = loss();
        boolean smooth = value != null && expectDerivatives(value, "/gradient", "/loss/condition");
        boolean right = answer.containsKey("/loss/undefined") == (value == null) || !answer.containsKey("/loss");
        require(right, "/loss", "is undefined if and only if it needs a spike that does not happen");
        right = answer.containsKey("/gradient/undefined") != smooth || !answer.containsKey("/gradient");
        require(right, "/gradient", "is undefined if and only if the loss is, or if a tie makes it one-sided");
        if (value != null && answer.containsKey("/loss")) {
            expected.put("/loss/value", value);
        }
    }

    /** Expects derivatives, if those that are wanted are not one-sided, and κ = Σ |p ∂f/∂p| / |f|, if none is. */
    private boolean expectDerivatives(Ball value, String rows, String condition) {
        int tied = differentiate(value);
        boolean smooth = tied == 0 || tied == 1 && !wanted.contains("delay"), gradient = rows.equals("/gradient");
        boolean due = smooth && answer.containsKey(gradient ? "/gradient" : "/jacobian");
        Ball change = zero;
        for (String name : reals.keySet()) {
            Ball given = reals.get(name).given, derivative = given.place < 0 ? zero : adjoints[given.place];
            change = change.plus(given.flat().times(derivative).size());
            if (due && wanted.contains(name.split("/")[0]) && (gradient || !derivative.isZero())) {
                expected.put(rows + "/" + (gradient ? name : name.replaceFirst("/(pre|post)/", "/")), derivative);
            }
        }
        if (tied == 0 && !answer.getOrDefault(condition, "null").equals("null")) {
            expected.put(condition, change.times(value.size().inverse()));
        }
        return smooth;
    }

    /** Every decimal is an expected one, and right; there are all of them, unless null may stand for some. */
    private void compare() {
        String row = "";
        for (String at : answer.keySet()) {
            String text = answer.get(at);
            // What stands in a row of the Jacobian before its value says whose that is.
            if (at.matches("/jacobian/[0-9]+")) {
                row = "/jacobian";
            } else if (at.matches("/jacobian/[0-9]+/(?!spike$|value$).*")) {
                row += "/" + (text.equals("[") ? at.replaceFirst(".*/", "") : escaped(text));
            }
            boolean free = at.matches("/condition/.*|/loss/condition"), entry = at.matches("/jacobian/[0-9]+/value");
            boolean field = free || entry || at.matches("/(spikes|slopes|loss|gradient)/(?!undefined$).*");
            if (field && !text.matches("[\\[{]|null")) {
                Ball enclosure = expected.remove(entry ? row : at.replaceFirst("^(/gradient/[a-z]*)s/", "$1/"));
                require(enclosure != null, at, "there is no such value, or it comes twice");
                comparePrinted(
                        text,
                        enclosure,
                        free ? decimal(text, at).precision() : Integer.parseInt(answer.get("/digits")),
                        at);
            }
        }
        expected.keySet().removeIf(at -> at.matches("/condition/.*|/loss/condition"));
        require(expected.isEmpty(), expected.keySet(), "is not printed");
    }

    /** Every real of the enclosure is less than a unit of the last printed place away; "0" is exactly zero. */
    private void comparePrinted(String text, Ball enclosure, int digits, String at) {
        BigDecimal value = decimal(text, at);
        boolean full = value.signum() == 0 ? value.scale() > digits : value.precision() == digits;
        Ball middle = ball(Rational.of(text, at)), place = ball(Rational.of("" + value.ulp(), at));
        boolean near = middle.minus(place).below(enclosure) && enclosure.below(middle.plus(place));
        boolean right = enclosure.isZero() || text.equals("0") ? enclosure.isZero() && text.equals("0") : full && near;
        require(right, at, "is not proved to be right to a unit of the last of " + digits + " digits");
    }
}
