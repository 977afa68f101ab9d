package io.github.goldspike.checker;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Re-proves an answer from the network, the answer and its certificate, and trusts nothing else: JDK classes only, no search, interval
 * arithmetic of its own. What is proved, and why that suffices, is in proofs-notes/certificate.md; K1 to K9 refer to it.
 */
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
        boolean reading = true;
        try {
            Map<String, String> net = json(network, NETWORK);
            Map<String, String> claims = json(answer, ANSWER);
            reading = false;
            Checker checker = new Checker(net, claims);
            reading = true;
            checker.readNetwork();
            reading = false;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(network);
            return new Verdict(0, checker.prove(HexFormat.of().formatHex(hash)));
        } catch (Exception | StackOverflowError refusal) {
            // To refuse is always safe. What is missing, of another type than expected or beyond reach ends here, too.
            boolean said = refusal instanceof IllegalStateException;
            String why = said ? refusal.getMessage() : "a value is missing or beyond reach: " + refusal.getClass();
            return new Verdict(reading ? 2 : 1, (reading ? "bad input: " : "refused: ") + why.replace('\n', ' '));
        }
    }

    private static void require(boolean proved, Object where, String why) {
        if (!proved) {
            throw new IllegalStateException(where + ": " + why);
        }
    }

    // ------------------------------------------------------------------ JSON, as a map from pointers to scalars, "["
    // or "{"

    private static final Pattern TOKEN = Pattern.compile(
            "\\G[ \\t\\r\\n]*+(?:([\\[\\]{}:,]|null|-?[0-9][-+.0-9eE]*+|\"(?:[^\"\\\\]++|\\\\.)*+\")[ \\t\\r\\n]*+|.)");
    /** What may stand in the files; $ is the name of a population. */
    private static final Pattern NETWORK =
            Pattern.compile("|/(format|id|convention|horizon|loss(/.*)?|(populations|projections)(/[0-9]+)?)"
                    + "|/populations/[0-9]+/(name|size|beta|tau_mem|threshold|reset|leak|initial|refractory|spikes)(/[0-9]+)*"
                    + "|/projections/[0-9]+/(from|to|(alpha|tau_syn)(/(pre|post))?|weights|synapses|delays)(/[0-9]+)*");

    private static final Pattern ANSWER = Pattern.compile(
            "|/(format|network(/id|/sha256)?|digits|status|(spikes|slopes|condition|loss"
                    + "|gradient|gradientCondition|undecided|nearest|notes)(/.*)?|jacobian(/[0-9]+(/[a-z]+(/[0-9]+)?)?)?|certificate(/digits|/(spikes|pieces)(/.*)?)?)");

    private static Map<String, String> json(byte[] bytes, Pattern fields) {
        Iterator<String> tokens = TOKEN.matcher(new String(bytes, StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .iterator();
        Map<String, String> values = new LinkedHashMap<>();
        read(tokens, tokens.next(), "", values);
        require(!tokens.hasNext(), "JSON", "something follows the end");
        values.keySet().forEach(at -> require(fields.matcher(at).matches(), at, "this field is not checked"));
        return values;
    }

    /** Strings stay as they are escaped, without their quotes. */
    private static void read(Iterator<String> tokens, String first, String at, Map<String, String> values) {
        require(!first.matches("[]}:,]") && at.length() < 2000, at, "is not JSON");
        boolean object = first.equals("{");
        require(
                values.put(at, first.startsWith("\"") ? first.substring(1, first.length() - 1) : first) == null,
                at,
                "comes twice");
        String next = object || first.equals("[") ? tokens.next() : "]";
        for (int n = 0; !next.equals(object ? "}" : "]"); n++) {
            require(n == 0 || next.equals(","), at, "a comma is missing");
            next = n == 0 ? next : tokens.next();
            String key = "" + n;
            if (object) {
                require(next.startsWith("\"") && tokens.next().equals(":"), at, "is not JSON");
                key = next.substring(1, next.length() - 1);
                require(!key.contains("/"), at, "has a name with a slash");
                next = tokens.next();
            }
            read(tokens, next, at + "/" + key, values);
            next = tokens.next();
        }
    }

    /** Of modest size: to read one takes time quadratic in its length, to add two takes memory like their exponents. */
    private static BigDecimal decimal(String text, Object where) {
        boolean valid = text != null && text.length() <= 20_000 && text.matches("[-+]?[0-9.]++([eE][-+]?[0-9]{1,6})?");
        BigDecimal value = valid ? new BigDecimal(text) : null;
        require(valid && Math.abs(value.scale()) <= 130_000, where, "a decimal of modest size is expected");
        return value;
    }

    // ------------------------------------------------------------------ balls (K1)

    private final int bits;
    private final X zero = x(0), one = x(1), half = new X(BigInteger.ONE, BigInteger.ZERO, -1);

    /** The reals from (m − r)2ᵉ to (m + r)2ᵉ; on the tape, if it has a place there, with its parents and the derivatives by them. */
    private final class X implements Comparable<X> {
        private final BigInteger m, r;
        private final int e;
        private List<X> parents, partials;
        private int place = -1, tied;

        /** What rounding the middle and the radius loses goes into the radius; exact numbers stay exact. */
        X(BigInteger m, BigInteger r, int e) {
            int cut = r.signum() == 0 ? 0 : Math.max(Math.max(m.bitLength() - bits, r.bitLength() - 32), 0);
            this.m = m.shiftRight(cut);
            this.r = cut == 0 ? r : r.shiftRight(cut).add(BigInteger.TWO);
            this.e = e + cut;
        }

        X plus(X o) {
            int low = Math.min(e, o.e);
            BigInteger middle = m.shiftLeft(e - low).add(o.m.shiftLeft(o.e - low));
            BigInteger radius = r.shiftLeft(e - low).add(o.r.shiftLeft(o.e - low));
            return on(new X(middle, radius, low), this, one, o, one);
        }

        X negate() {
            return on(new X(m.negate(), r, e), this, x(-1));
        }

        X minus(X o) {
            return this == o ? zero : plus(o.negate());
        }

        X times(X o) {
            BigInteger radius = m.abs().multiply(o.r).add(r.multiply(o.m.abs().add(o.r)));
            return on(new X(m.multiply(o.m), radius, e + o.e), this, o, o, this);
        }

        /** |1/x − 1/m| ≤ r/(|m|(|m| − r)). */
        X inverse() {
            BigInteger size = m.abs();
            require(size.compareTo(r) > 0, "arithmetic", "a divisor is not separated from zero");
            int shift = bits + m.bitLength();
            BigInteger[] quotient = BigInteger.ONE.shiftLeft(shift).divideAndRemainder(m);
            BigInteger radius = r.shiftLeft(shift).divide(size.multiply(size.subtract(r)));
            boolean exact = r.signum() == 0 && quotient[1].signum() == 0;
            X value = new X(quotient[0], exact ? BigInteger.ZERO : radius.add(BigInteger.TWO), -shift - e);
            return on(value, this, value.times(value).negate());
        }

        X hull(X o) {
            X least = lo().compareTo(o.lo()) < 0 ? lo() : o.lo();
            X most = later(hi(), o.hi());
            X sum = least.plus(most);
            return new X(sum.m, most.minus(least).m, sum.e - 1);
        }

        X lo() {
            return new X(m.subtract(r), BigInteger.ZERO, e);
        }

        X hi() {
            return new X(m.add(r), BigInteger.ZERO, e);
        }

        /** Without its place on the tape. */
        X flat() {
            return new X(m, r, e);
        }

        boolean isZero() {
            return m.signum() == 0 && r.signum() == 0;
        }

        boolean below(X o) {
            return hi().compareTo(o.lo()) < 0;
        }

        /** Of middles. */
        @Override
        public int compareTo(X o) {
            int low = Math.min(e, o.e);
            return m.shiftLeft(e - low).compareTo(o.m.shiftLeft(o.e - low));
        }
    }

    private X x(long value) {
        return new X(BigInteger.valueOf(value), BigInteger.ZERO, 0);
    }

    private X x(BigDecimal value) {
        return Rational.of(value, BigDecimal.ONE).in(this);
    }

    private static X later(X a, X b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** φ_j(y) = Σ yⁿ/(n + j)!; φ_0 = exp, φ_{j+1}(y) = (φ_j(y) − 1/j!)/y, φ_j' = φ_j − jφ_{j+1} (K2). */
    private X phi(int j, X y) {
        X value = phiOf(j, y.flat());
        return y.place < 0
                ? value
                : on(
                        value,
                        y,
                        j == 0 ? value : value.minus(phiOf(j + 1, y.flat()).times(x(j))));
    }

    private X phiOf(int j, X y) {
        BigInteger factorial = BigInteger.ONE;
        for (int n = 2; n <= j; n++) {
            factorial = factorial.multiply(BigInteger.valueOf(n));
        }
        if (y.r.signum() > 0) {
            // |d log φ_j/dy| ≤ 1, and e^{±r} is within 1 ± (r + 2r²) for r < 1/2.
            require(y.r.bitLength() + y.e < 0, "arithmetic", "an exponent is too wide");
            BigInteger more = y.r.multiply(y.r).shiftRight(-y.e - 1).add(BigInteger.ONE);
            X spread = new X(BigInteger.ONE.shiftLeft(-y.e), y.r.add(more), y.e);
            return phiOf(j, new X(y.m, BigInteger.ZERO, y.e)).times(spread);
        } else if (y.m.signum() != 0 && y.m.bitLength() + y.e > -3) {
            require(y.m.bitLength() + y.e < 18, "arithmetic", "an exponent is beyond 100,000");
            X root = j > 0 ? zero : phiOf(0, y.times(half));
            X constant = j == 0 ? zero : new Rational(BigInteger.valueOf(-j), factorial).in(this);
            return j == 0 ? root.times(root) : phiOf(j - 1, y).plus(constant).times(y.inverse());
        }
        // |y| < 1/8. In units of 2^−scale each term is off by 4 at most, and what follows the last is less than that.
        int scale = bits + 30;
        BigInteger small = y.e + scale > 0 ? y.m.shiftLeft(y.e + scale) : y.m.shiftRight(-y.e - scale);
        BigInteger term = BigInteger.ONE.shiftLeft(scale).divide(factorial);
        BigInteger sum = term;
        int n = 1;
        for (; term.bitLength() > 1; n++) {
            term = term.multiply(small).shiftRight(scale).divide(BigInteger.valueOf(n + j));
            sum = sum.add(term);
        }
        return new X(sum, BigInteger.valueOf(4L * n + 8), -scale);
    }

    // ------------------------------------------------------------------ the tape (K6)

    private final List<X> tape = new ArrayList<>();
    private X[] adjoints;

    /** The value of a function of operands, with these partial derivatives (operand, partial, …), recorded if an operand is. */
    private X on(X value, X... by) {
        boolean recorded = false;
        for (int k = 0; k < by.length; k += 2) {
            recorded |= by[k].place >= 0;
        }
        return recorded ? record(value, by) : value;
    }

    /** Exact zeros are no dependence. */
    private X record(X value, X... by) {
        X node = value.flat();
        node.parents = new ArrayList<>(2);
        node.partials = new ArrayList<>(2);
        for (int k = 0; k < by.length; k += 2) {
            if (by[k].place >= 0 && !by[k + 1].isZero()) {
                node.parents.add(by[k]);
                node.partials.add(by[k + 1].flat());
            }
        }
        node.place = tape.size();
        tape.add(node);
        return node;
    }

    /** The adjoints of a value; whether some are one-sided: 0 none, 1 those of delays and refractory times, 2 all. */
    private int differentiate(X value) {
        adjoints = new X[tape.size()];
        int tied = 0;
        for (int n = value.place; n >= 0; n--) {
            X node = tape.get(n);
            adjoints[n] = node == value ? one : adjoints[n];
            boolean felt = adjoints[n] != null && !adjoints[n].isZero();
            tied = felt ? Math.max(tied, node.tied) : tied;
            for (int k = 0; felt && k < node.parents.size(); k++) {
                int parent = node.parents.get(k).place;
                X part = adjoints[n].times(node.partials.get(k));
                adjoints[parent] = adjoints[parent] == null ? part : adjoints[parent].plus(part);
            }
        }
        return tied;
    }

    private X derivative(Real real) {
        X adjoint = real.given.place < 0 ? null : adjoints[real.given.place];
        return adjoint == null ? zero : adjoint;
    }

    // ------------------------------------------------------------------ the network

    private static final List<String> KINDS =
            List.of("weights", "delays", "alpha", "beta", "threshold", "reset", "leak", "inputs");

    private final Map<String, String> net, answer;
    private final List<String> wanted = new ArrayList<>();
    private final boolean conditions, derivatives;
    private final Map<String, Real> reals = new LinkedHashMap<>();
    private final Map<String, List<Unit>> groups = new LinkedHashMap<>();
    private final List<Unit> neurons = new ArrayList<>();
    private boolean current;
    private Real horizon;

    private Checker(Map<String, String> net, Map<String, String> answer) {
        this.net = net;
        this.answer = answer;
        require(answer.containsKey("/certificate"), "/certificate", "the answer has no certificate");
        int digits = Integer.parseInt(answer.get("/certificate/digits"));
        int most = 1000 + 40 * Math.min(10_000, Integer.parseInt(answer.get("/digits")));
        require(digits >= 5 && digits <= most, "/certificate/digits", "5 to " + most + " are possible");
        bits = 32 + digits * 10 / 3;
        for (String kind : KINDS) {
            String entry = "/gradient/" + kind + "|/jacobian/[0-9]+/" + singular(kind) + "/0";
            if (answer.keySet().stream().anyMatch(at -> at.matches(entry))) {
                wanted.add(kind);
            }
        }
        conditions = answer.containsKey("/condition") || answer.containsKey("/loss/condition");
        derivatives = conditions || answer.containsKey("/gradient") || answer.containsKey("/jacobian");
        wanted.addAll(wanted.isEmpty() ? List.of("weights") : List.of());
    }

    private static String singular(String kind) {
        return kind.replaceFirst("(weight|delay|input)s", "$1");
    }

    private record Rational(BigInteger n, BigInteger d) {

        static Rational of(BigDecimal n, BigDecimal d) {
            int places = Math.max(0, Math.max(n.scale(), d.scale()));
            return of(
                    n.movePointRight(places).toBigIntegerExact(),
                    d.movePointRight(places).toBigIntegerExact());
        }

        /** In lowest terms. */
        static Rational of(BigInteger n, BigInteger d) {
            require(d.signum() != 0, n + "/" + d, "is no number");
            BigInteger common = d.signum() < 0 ? n.gcd(d).negate() : n.gcd(d);
            return new Rational(n.divide(common), d.divide(common));
        }

        Rational plus(Rational o) {
            return of(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        boolean below(Rational o) {
            return n.multiply(o.d).compareTo(o.n.multiply(d)) < 0;
        }

        X in(Checker checker) {
            int shift = Math.max(0, checker.bits + d.bitLength() - n.bitLength());
            BigInteger[] quotient = n.shiftLeft(shift).divideAndRemainder(d);
            return checker.new X(quotient[0], quotient[1].abs().min(BigInteger.ONE), -shift);
        }
    }

    /** A real of the file: as given, on the tape if derivatives by it are printed, and as it acts (1/τ for a time constant). */
    private final class Real {
        private final Rational exact;
        private final X given, value;

        Real(String text, boolean inverse, boolean recorded, Object where) {
            String[] parts = (text + "/1").split("/");
            Rational read = Rational.of(decimal(parts[0], where), decimal(parts[1], where));
            exact = inverse ? Rational.of(read.d, read.n) : read;
            given = recorded ? record(read.in(Checker.this)) : read.in(Checker.this);
            value = inverse ? given.inverse() : given;
        }
    }

    /** The real at a pointer, or, where lists are, at these indices in them; its name is that of its derivative in a gradient. */
    private Real real(String name, String pointer, String otherwise, int... indices) {
        String place = "";
        for (int index : indices) {
            place += net.containsKey(pointer + place + "/" + index) ? "/" + index : "";
        }
        String at = pointer + place;
        String text = net.getOrDefault(at, otherwise);
        boolean inverse = pointer.contains("/tau_");
        boolean recorded = conditions || derivatives && wanted.contains(name.split("/")[0]);
        Real unseen =
                text.equals("null") || reals.containsKey(name + place) ? null : new Real(text, inverse, recorded, at);
        return text.equals("null") ? null : reals.computeIfAbsent(name + place, absent -> unseen);
    }

    /** A neuron, or a unit of a source. Potentials count from the leak. */
    private final class Unit {
        private final List<Real> inputs = new ArrayList<>(), alphas = new ArrayList<>();
        private final List<X> excess = new ArrayList<>();
        private final List<Synapse> outgoing = new ArrayList<>();
        private final List<Event> train = new ArrayList<>(), events = new ArrayList<>(), batch = new ArrayList<>();
        private final List<Object> history = new ArrayList<>();
        private String name;
        private Real beta, threshold, leak, refractory;
        private X top, bottom, initial, now = zero, to = zero, until = horizon.value;
        private Rational limit = horizon.exact;
        private State state;
        private boolean holds, held;
        private int piece;
    }

    private record Synapse(Unit to, int k, Real weight, X jump, Real delay, Real rate) {}

    private void readNetwork() {
        String convention = net.getOrDefault("/convention", "kernel");
        require("goldspike-network/1".equals(net.get("/format")), "/format", "is not a goldspike-network/1");
        require(convention.matches("current|kernel"), "/convention", "is unknown");
        current = convention.equals("current");
        horizon = new Real(net.get("/horizon"), false, false, "/horizon");
        for (int p = 0; net.containsKey("/populations/" + p); p++) {
            String at = "/populations/" + p, name = net.get(at + "/name");
            boolean source = net.containsKey(at + "/spikes");
            int size = source ? 1_000_000 : Integer.parseInt(net.get(at + "/size"));
            List<Unit> units = new ArrayList<>();
            boolean valid = groups.put(name, units) == null && size <= 1_000_000 && !name.contains("/");
            require(valid, at, "comes twice, has a slash in its name, or is too large");
            for (int n = 0; n < size && (!source || net.containsKey(at + "/spikes/" + n)); n++) {
                Unit unit = new Unit();
                units.add(unit);
                unit.name = name + "/" + n;
                for (int k = 0; source && net.containsKey(at + "/spikes/" + n + "/" + k); k++) {
                    unit.inputs.add(real("inputs/" + name, at + "/spikes", "", n, k));
                    require(unit.inputs.get(k).exact.n.signum() >= 0, unit.name, "a spike before time 0");
                }
                if (!source) {
                    readNeuron(unit, at, name, n);
                }
            }
        }
        for (int p = 0; net.containsKey("/projections/" + p); p++) {
            readProjection(p, "/projections/" + p);
        }
    }

    private void readNeuron(Unit unit, String at, String name, int n) {
        neurons.add(unit);
        unit.beta = real("beta/" + name, at + (net.containsKey(at + "/tau_mem") ? "/tau_mem" : "/beta"), "", n);
        unit.threshold = real("threshold/" + name, at + "/threshold", "", n);
        unit.leak = real("leak/" + name, at + "/leak", "0", n);
        unit.refractory = real("refractory/" + name, at + "/refractory", "0", n);
        unit.holds = unit.refractory.exact.n.signum() > 0;
        Real reset = real("reset/" + name, at + "/reset", "0", n);
        Real initial = net.containsKey(at + "/initial") ? real("initial/" + name, at + "/initial", "", n) : unit.leak;
        require(unit.beta.exact.n.signum() > 0 && unit.refractory.exact.n.signum() >= 0, at, "a time is negative");
        unit.bottom = reset.value.minus(unit.leak.value);
        unit.initial = initial.value.minus(unit.leak.value);
        if (unit.threshold != null) {
            Rational top = unit.threshold.exact;
            require(reset.exact.below(top) && initial.exact.below(top), at, "V starts at the threshold");
            unit.top = unit.threshold.value.minus(unit.leak.value);
            Stream<Real> constants = Stream.of(unit.beta, unit.threshold, reset, unit.leak, initial, unit.refractory);
            unit.history.add(constants.map(real -> real.exact).toList());
        }
    }

    private void readProjection(int p, String at) {
        List<Unit> from = groups.get(net.get(at + "/from")), to = groups.get(net.get(at + "/to"));
        String rates = at + (net.containsKey(at + "/tau_syn") ? "/tau_syn" : "/alpha");
        String axis = net.containsKey(rates + "/pre") ? "/pre" : net.containsKey(rates + "/post") ? "/post" : "";
        Real[] alphas = new Real[(axis.equals("/pre") ? from : to).size()];
        for (int k = 0; k < alphas.length; k++) {
            alphas[k] = real("alpha/" + p + axis, rates + axis, "", k);
        }
        for (int r = 0; net.containsKey(at + "/synapses/" + r); r++) {
            String entry = at + "/synapses/" + r;
            int pre = Integer.parseInt(net.get(entry + "/0")), post = Integer.parseInt(net.get(entry + "/1"));
            Real delay = real("delays/" + p + "/" + r, entry + "/3", "0");
            Real weight = real("weights/" + p + "/" + r, entry + "/2", "");
            connect(from.get(pre), to.get(post), weight, delay, alphas[axis.equals("/pre") ? pre : post]);
        }
        for (int r = 0; net.containsKey(at + "/weights") && r < from.size(); r++) {
            for (int c = 0; c < to.size(); c++) {
                Real weight = real("weights/" + p, at + "/weights", "", r, c);
                Real delay = real("delays/" + p, at + "/delays", "0", r, c);
                connect(from.get(r), to.get(c), weight, delay, alphas[axis.equals("/pre") ? r : c]);
            }
        }
    }

    /** Equal rates are one current, unless each has derivatives of its own. */
    private void connect(Unit from, Unit to, Real weight, Real delay, Real rate) {
        if (weight != null) {
            require(delay.exact.n.signum() >= 0 && rate.exact.n.signum() > 0, to.name, "a time is negative");
            int k = rate.given.place >= 0 ? to.alphas.indexOf(rate) : first(to, rate);
            if (k < 0 || k == to.alphas.size()) {
                k = to.alphas.size();
                to.alphas.add(rate);
                to.excess.add(to.beta.value.minus(rate.value));
            }
            X jump = current ? weight.value.times(to.beta.value) : weight.value;
            from.outgoing.add(new Synapse(to, k, weight, jump, delay, rate));
        }
    }

    private static int first(Unit unit, Real rate) {
        int k = 0;
        while (k < unit.alphas.size() && !unit.alphas.get(k).exact.equals(rate.exact)) {
            k++;
        }
        return k;
    }

    // ------------------------------------------------------------------ what the certificate claims

    /** With a synapse an arrival, of an input or of the spike that caused it; else a spike, or, with a cause, the end of its hold. */
    private final class Event {
        private final Unit unit;
        private final Synapse synapse;
        private final Event cause;
        private final Real input;
        private final X time, lo;
        private List<Object> key;
        private X node, slope;

        Event(Unit unit, Synapse synapse, Event cause, Real input, X time) {
            this.unit = unit;
            this.synapse = synapse;
            this.cause = cause;
            this.input = input;
            this.time = time;
            this.lo = cause == null ? time.lo() : later(time.lo(), cause.lo);
            boolean late =
                    input != null && !input.exact.plus(synapse.delay.exact).below(horizon.exact);
            if (!late && lo.compareTo(unit.until.hi()) <= 0) {
                events.add(this);
            }
        }

        boolean isSpike() {
            return synapse == null && cause == null;
        }

        /** Of an arrival that is felt. */
        boolean jumps() {
            return synapse != null && !synapse.jump.isZero();
        }
    }

    private final List<Event> events = new ArrayList<>();
    /** Whether all is known of all neurons; and whether all arrivals are, those over weights of zero included. */
    private boolean complete = true, differentiable = true;

    /** Spikes are claimed up to the horizon, or up to a unit of the last place less than what an undecided answer says (K9). */
    private void readUntil() {
        for (String at : answer.keySet()) {
            if (at.matches("/undecided/[0-9]+/at/affected/[0-9]+")) {
                BigDecimal until = decimal(answer.get(at + "/2"), at);
                Unit unit = groups.get(answer.get(at + "/0")).get(Integer.parseInt(answer.get(at + "/1")));
                unit.limit = Rational.of(until.subtract(until.ulp()), BigDecimal.ONE);
                unit.until = unit.limit.in(this);
                complete = false;
            }
        }
        for (Unit unit : neurons) {
            for (Synapse synapse : unit.outgoing) {
                boolean later = !unit.limit.plus(synapse.delay.exact).below(synapse.to.limit);
                boolean known = unit.until == horizon.value || later;
                require(known || synapse.jump.isZero(), synapse.to.name, "what arrives is not known");
                differentiable &= known;
            }
        }
    }

    private void readClaims() {
        for (Unit unit : neurons) {
            String at = "/certificate/spikes/" + unit.name + "/";
            for (int n = 0; answer.containsKey(at + n); n++) {
                X centre = x(decimal(answer.get(at + n + "/0"), at)),
                        radius = x(decimal(answer.get(at + n + "/1"), at));
                X time = centre.plus(radius).hull(centre.minus(radius));
                boolean within = zero.below(time) && !unit.until.lo().below(time.hi()) && unit.threshold != null;
                require(within, at + n, "is not the time of a spike before the horizon");
                Event spike = new Event(unit, null, null, null, time);
                unit.train.add(spike);
                if (unit.holds) {
                    new Event(unit, null, spike, null, time.plus(unit.refractory.value.flat()));
                }
                for (Synapse synapse : unit.outgoing) {
                    new Event(synapse.to, synapse, spike, null, time.plus(synapse.delay.value.flat()));
                }
            }
        }
        groups.values().stream()
                .flatMap(List::stream)
                .forEach(unit -> unit.inputs.forEach(input -> {
                    for (Synapse synapse : unit.outgoing) {
                        X time = input.value.flat().plus(synapse.delay.value.flat());
                        new Event(synapse.to, synapse, null, input, time);
                    }
                }));
        // A spike comes before what arrives at the same time: before its own effects, and before those of its twins.
        events.sort(Comparator.comparing((Event event) -> event.lo)
                .thenComparing(event -> !event.isSpike())
                .thenComparing(event -> event.time.hi()));
    }

    // ------------------------------------------------------------------ the flow between events (K3)

    /** V − leak and the currents. */
    private record State(X v, X[] i) {}

    private State state(Unit unit, X v) {
        return new State(v, unit.alphas.stream().map(alpha -> zero).toArray(X[]::new));
    }

    /** The sums of currents of equal rates, each in the place of the first: their bounds are sharper than the sum of bounds. */
    private X[] sums(Unit unit, State state) {
        X[] sums = state(unit, zero).i;
        for (int k = 0; k < sums.length; k++) {
            int first = first(unit, unit.alphas.get(k));
            sums[first] = sums[first].plus(state.i[k].flat());
        }
        return sums;
    }

    /** The state some time later. */
    private State after(Unit unit, State state, X s) {
        X fall = phi(0, unit.beta.value.times(s).negate());
        X v = state.v.flat().times(fall.flat());
        X[] sums = sums(unit, state), i = state.i.clone();
        List<X> by = new ArrayList<>(List.of(state.v, fall, fall, state.v));
        for (int k = 0; k < i.length; k++) {
            if (i[k].place >= 0 || !i[k].isZero() || !sums[k].isZero()) {
                X h = s.times(fall).times(phi(1, unit.excess.get(k).times(s)));
                v = v.plus(sums[k].times(h.flat()));
                by.addAll(List.of(i[k], h, h, i[k]));
                i[k] = i[k].times(phi(0, unit.alphas.get(k).value.times(s).negate()));
            }
        }
        return new State(on(v, by.toArray(X[]::new)), i);
    }

    /** With the effect of a jump some time ago; a held potential does not feel it. */
    private State plus(Unit unit, State state, Synapse synapse, X since, boolean held) {
        State jump = state(unit, zero);
        jump.i[synapse.k] = synapse.jump;
        State effect = after(unit, jump, since);
        effect.i[synapse.k] = effect.i[synapse.k].plus(state.i[synapse.k]);
        X[] i = state.i.clone();
        i[synapse.k] = effect.i[synapse.k];
        return new State(held ? state.v : state.v.plus(effect.v), i);
    }

    /** Σ I_k − β(ϑ − leak) at all times between two states. */
    private X drive(Unit unit, State from, State to) {
        X[] some = sums(unit, from), others = sums(unit, to);
        X drive = unit.beta.value.flat().times(unit.top.flat()).negate();
        for (int k = 0; k < some.length; k++) {
            drive = drive.plus(some[k].hull(others[k]));
        }
        return drive;
    }

    // ------------------------------------------------------------------ the walk (K4, K5)

    /** All neurons in the order of time, so that what an arrival needs of its cause is there when it is taken up. */
    private void walk() {
        Map<Object, Object> identities = new HashMap<>();
        neurons.forEach(unit -> unit.state = state(unit, unit.initial));
        for (Event event : events) {
            Unit unit = event.unit;
            unit.events.add(event);
            event.key = key(event, identities);
            if (unit.threshold != null && (unit.batch.isEmpty() || unit.to.compareTo(event.lo) < 0)) {
                settle(unit);
                silent(unit, event.lo);
            }
            if (event.isSpike()) {
                cross(event);
            } else {
                // When an arrival over a weight of zero comes does not matter.
                X wait = event.synapse == null ? unit.refractory.value : event.synapse.delay.value;
                X node = (event.cause == null ? event.input.value : event.cause.node).plus(wait);
                event.node = event.synapse == null || event.jumps() ? node : event.time;
            }
            unit.batch.add(event);
            unit.to = later(unit.to, event.time.hi());
        }
        for (Unit unit : neurons) {
            if (unit.threshold != null) {
                settle(unit);
                silent(unit, unit.until.hi());
                String rest = "/certificate/pieces/" + unit.name + "/" + unit.piece;
                require(!answer.containsKey(rest), rest, "is in no stretch between events");
            }
        }
    }

    /** Equal keys are equal times: those of spikes of neurons with equal constants and equal histories, and a while after them. */
    private List<Object> key(Event event, Map<Object, Object> identities) {
        List<Object> history = event.unit.history;
        if (event.isSpike()) {
            history.sort(Comparator.comparing(Object::toString));
            Object identity = identities.computeIfAbsent(List.copyOf(history), unseen -> identities.size());
            history.clear();
            history.add(identity);
            return List.of(identity, Rational.of(BigDecimal.ZERO, BigDecimal.ONE));
        }
        Rational wait = event.synapse == null ? event.unit.refractory.exact : event.synapse.delay.exact;
        List<Object> key = event.cause == null
                ? List.of("input", event.input.exact.plus(wait))
                : List.of(event.cause.key.get(0), wait);
        if (event.jumps()) {
            history.add(List.of(key, event.synapse.rate.exact, event.synapse.weight.exact));
        }
        return key;
    }

    /** Proves that V stays below the threshold up to some time, piece by piece. */
    private void silent(Unit unit, X to) {
        while (unit.now.compareTo(to) < 0) {
            String at = "/certificate/pieces/" + unit.name + "/" + unit.piece;
            X split = answer.containsKey(at) ? x(decimal(answer.get(at), at)).lo() : to;
            require(unit.now.compareTo(split) < 0, at, "is in no stretch between events");
            X next = split.compareTo(to) < 0 ? split : to;
            unit.piece += next == to ? 0 : 1;
            X length = next.minus(unit.now);
            State right = after(unit, unit.state, length);
            X drive = drive(unit, unit.state, right);
            boolean rising = zero.below(drive) && right.v.below(unit.top);
            boolean below = unit.held || rising || cannotReach(unit, unit.state.v, drive, length);
            require(below, unit.name, "silence is not proved up to " + about(next));
            unit.state = unit.held ? new State(unit.bottom, right.i) : right;
            unit.now = next;
        }
        unit.to = unit.now;
    }

    /** e^{βs}(V − ϑ) ≤ level − ϑ + C(e^{βs} − 1)/β where the drive is below C ≥ 0. */
    private boolean cannotReach(Unit unit, X level, X drive, X length) {
        X growth = later(drive.hi(), zero)
                .times(length)
                .times(phiOf(1, unit.beta.value.flat().times(length)));
        return level.flat().plus(growth).below(unit.top);
    }

    /** For people. */
    private static String about(X time) {
        BigInteger scaled = time.m.multiply(BigInteger.valueOf(5).pow(Math.max(0, -time.e)));
        return "" + new BigDecimal(scaled.shiftLeft(Math.max(0, time.e)), Math.max(0, -time.e)).floatValue();
    }

    /** Proves the crossing of a claimed spike: V' > 0 on the enclosure, V < ϑ before it and V > ϑ at its end. */
    private void cross(Event spike) {
        Unit unit = spike.unit;
        require(unit.batch.isEmpty() && !unit.held, unit.name, "the order of its events is not proved");
        State right = after(unit, unit.state, spike.time.hi().minus(unit.now));
        require(zero.below(drive(unit, unit.state, right)), unit.name, "the slope is not proved positive");
        require(unit.top.below(right.v), unit.name, "the threshold is not proved to be reached");
        State at = after(unit, unit.state, spike.time.minus(unit.now));
        spike.slope = drive(unit, at, at);
        X excess = at.v.minus(unit.top);
        spike.node =
                derivatives ? record(spike.time, excess, spike.slope.inverse().negate()) : spike.time;
    }

    /** Takes up events that overlap: arrivals in any order, or a spike or the end of a hold with arrivals at exactly its time. */
    private void settle(Unit unit) {
        X length = unit.to.minus(unit.now), level = unit.state.v;
        State right = after(unit, unit.state, length);
        X drive = drive(unit, unit.state, right);
        Event main = null;
        for (Event event : unit.batch) {
            main = event.synapse == null ? event : main;
        }
        if (main != null) {
            level = unit.bottom;
            unit.held = main.isSpike() && unit.holds;
            State at = after(unit, unit.state, main.node.minus(unit.now));
            right = new State(after(unit, new State(level, at.i), unit.to.minus(main.node)).v, right.i);
        }
        right = unit.held ? new State(unit.bottom, right.i) : right;
        for (Event event : unit.batch) {
            boolean ordered = main == null || event.key.equals(main.key);
            require(ordered, unit.name, "the order of its events about " + about(unit.now) + " is not proved");
            if (main != null && event.jumps() && event.cause != main) {
                main.node.tied = Math.max(main.node.tied, event.cause != null && event.cause == main.cause ? 1 : 2);
                event.node = main.isSpike() ? event.node : main.node;
            }
            if (event.synapse != null) {
                right = plus(unit, right, event.synapse, unit.to.minus(event.node), unit.held);
                drive = drive.plus(later(event.synapse.jump.hi(), zero));
            }
        }
        boolean below = unit.batch.isEmpty() || unit.held || cannotReach(unit, level, drive, length);
        require(below, unit.name, "silence is not proved from " + about(unit.now) + " to " + about(unit.to));
        unit.state = right;
        unit.now = unit.to;
        unit.batch.clear();
    }

    // ------------------------------------------------------------------ losses (K7)

    /** c sᵐ e^{−as}. */
    private record Term(X c, int m, X a) {}

    /** ∫ of the product of two sums over [0, s], from ∫ sᵐ e^{−as} = m! s^{m+1} e^{−as} φ_{m+1}(as). */
    private X integral(List<Term> f, List<Term> g, X s) {
        X total = zero;
        for (Term t : f) {
            for (Term u : g) {
                X y = t.a.plus(u.a).times(s);
                X part = t.c.times(u.c).times(s).times(phi(0, zero.minus(y))).times(phi(t.m + u.m + 1, y));
                for (int k = 1; k <= t.m + u.m; k++) {
                    part = part.times(s).times(x(k));
                }
                total = total.plus(part);
            }
        }
        return total;
    }

    /** ∫ ½(V − target)² or, where there is no target, ∫ weight·V·e^{−κt}, from event to event. */
    private X integrated(Unit unit, X target, X weight, X kappa) {
        X value = zero, from = zero;
        X level = target == null ? unit.leak.value : unit.leak.value.minus(target);
        State state = state(unit, unit.initial);
        boolean held = false;
        for (int e = 0; e <= unit.events.size(); e++) {
            Event event = e < unit.events.size() ? unit.events.get(e) : null;
            Event next = e + 1 < unit.events.size() ? unit.events.get(e + 1) : null;
            X s = (event == null ? horizon.value : event.node).minus(from);
            List<Term> v = new ArrayList<>(List.of(new Term(level, 0, zero)));
            v.add(new Term(state.v, 0, held ? zero : unit.beta.value));
            for (int k = 0; k < state.i.length && !held; k++) {
                if (unit.alphas.get(k).exact.equals(unit.beta.exact)) {
                    // h is symmetric in its rates, so s e^{−as} with their mean has the derivatives of h.
                    v.add(new Term(
                            state.i[k],
                            1,
                            unit.alphas.get(k).value.plus(unit.beta.value).times(half)));
                } else {
                    X c = state.i[k].times(unit.excess.get(k).inverse());
                    v.add(new Term(c, 0, unit.alphas.get(k).value));
                    v.add(new Term(c.negate(), 0, unit.beta.value));
                }
            }
            X discount = weight.times(phi(0, kappa.times(from).negate()));
            value = value.plus(integral(target == null ? List.of(new Term(discount, 0, kappa)) : v, v, s));
            if (event != null) {
                boolean apart = event.time.hi().compareTo(next == null ? horizon.value.lo() : next.lo) <= 0;
                boolean ordered = apart || next != null && event.key.equals(next.key);
                require(ordered, unit.name, "the order of events at the loss is not proved");
                State before = after(unit, state, s);
                state = new State(event.isSpike() ? unit.bottom : held ? state.v : before.v, before.i);
                held = event.isSpike() ? unit.holds : held && event.synapse != null;
                state = event.synapse == null ? state : plus(unit, state, event.synapse, zero, held);
                from = event.node;
            }
        }
        return target == null ? value : value.times(half);
    }

    /** Null if it needs a spike that does not happen. */
    private X loss() {
        X value = zero;
        String kind = net.get("/loss/kind");
        List<Unit> group = groups.get(net.get("/loss/population"));
        for (int n = 0; kind.equals("spike-time-square") && net.containsKey("/loss/targets/" + n); n++) {
            String at = "/loss/targets/" + n;
            Unit late = groups.get(net.get(at + "/0")).get(number(at + "/1"));
            if (number(at + "/2") >= late.train.size()) {
                return null;
            }
            X miss = late.train.get(number(at + "/2")).node.minus(lossReal("targets/" + n + "/3"));
            value = value.plus(miss.times(miss).times(half));
        }
        for (int n = 0; kind.equals("voltage-integral") && n < group.size(); n++) {
            X kappa = net.containsKey("/loss/kappa") ? lossReal("kappa") : zero;
            value = value.plus(integrated(group.get(n), null, lossReal("weights/" + n), kappa));
        }
        if (kind.equals("voltage-square")) {
            return integrated(group.get(number("/loss/neuron")), lossReal("target"), one, zero);
        } else if (kind.equals("first-spike-cross-entropy")) {
            Unit label = group.get(number("/loss/label"));
            return label.train.isEmpty() ? null : entropy(group, label, label.train.get(0).node);
        }
        require(kind.matches("spike-time-square|voltage-integral"), "/loss/kind", "is unknown");
        return value;
    }

    /** log(1 + odds) + penalty is within u of the print p if odds is between expm1(p ± u − penalty). */
    private X entropy(List<Unit> group, Unit label, X time) {
        X odds = zero, late = time.times(lossReal("tau1").inverse());
        X penalty = lossReal("gamma").times(late).times(phi(1, late));
        for (Unit other : group) {
            if (other != label && !other.train.isEmpty()) {
                X lead = time.minus(other.train.get(0).node);
                odds = odds.plus(phi(0, lead.times(lossReal("tau0").inverse())));
            }
        }
        X value = penalty.flat();
        if (!odds.isZero() && answer.containsKey("/loss/value")) {
            BigDecimal print = decimal(answer.get("/loss/value"), "/loss/value");
            X unit = x(print.ulp().multiply(new BigDecimal("0.99")));
            value = x(print).plus(unit).hull(x(print).minus(unit));
            X least = value.lo().minus(penalty.flat()), most = value.hi().minus(penalty.flat());
            boolean near = least.times(phiOf(1, least)).below(odds) && odds.below(most.times(phiOf(1, most)));
            require(near, "/loss/value", "is not proved to be right to a unit of its last place");
        }
        return on(value, odds, one.plus(odds.flat()).inverse(), penalty, one);
    }

    private X lossReal(String field) {
        return new Real(net.get("/loss/" + field), false, false, "/loss/" + field).value;
    }

    private int number(String at) {
        return Integer.parseInt(net.get(at));
    }

    // ------------------------------------------------------------------ what is printed (K8)

    private String prove(String sha256) {
        boolean undecided = answer.containsKey("/undecided");
        require("goldspike-answer/1".equals(answer.get("/format")), "/format", "is not a goldspike-answer/1");
        boolean verified = (undecided ? "undecided" : "certified").equals(answer.get("/status"));
        require(verified, "/status", "is not what is verified");
        boolean same = net.getOrDefault("/id", "").equals(answer.get("/network/id"));
        require(same && sha256.equals(answer.get("/network/sha256")), "/network", "the answer is for another network");
        for (String section : List.of("/spikes", "/slopes", "/certificate/spikes", "/certificate/pieces")) {
            require(answer.containsKey(section), section, "is missing");
        }
        readUntil();
        readClaims();
        walk();
        Map<String, X> times = new LinkedHashMap<>(), slopes = new HashMap<>();
        for (Unit unit : neurons) {
            for (int n = 0; n < unit.train.size(); n++) {
                times.put(unit.name + "/" + n, unit.train.get(n).node);
                slopes.put(unit.name + "/" + n, unit.train.get(n).slope);
            }
        }
        printed("/spikes/", times, true);
        printed("/slopes/", slopes, true);
        for (String field : List.of("/loss", "/gradient", "/jacobian", "/condition")) {
            boolean provable = complete || differentiable && field.matches("/jacobian|/condition");
            require(provable || !answer.containsKey(field), field, "is not proved beside undecided spikes");
            boolean due = net.containsKey("/loss") || field.matches("/jacobian|/condition");
            boolean given = answer.containsKey(field) || undecided || field.matches("/jacobian|/condition");
            require(due ? given : !answer.containsKey(field), field, "is missing, or does not belong");
        }
        String where = undecided ? "otherwise silence up to what is affected" : "silence otherwise";
        String proved = "accepted: " + times.size() + " spikes and their slopes, " + where
                + (answer.containsKey("/loss") || answer.containsKey("/gradient") ? printedLoss() : "");
        if (answer.containsKey("/jacobian") || answer.containsKey("/condition")) {
            printedDerivatives(times);
        }
        for (String field : List.of("jacobian", "condition", "nearest", "gradientCondition", "notes")) {
            String how = field.matches("jacobian|condition") ? ", " : "; not proved by this checker: ";
            proved += answer.containsKey("/" + field) ? how + field : "";
        }
        return proved + (undecided ? "; the rest is undecided" : "");
    }

    /** Every decimal of a section is an expected one, and right; there are all of them, unless null may stand for some. */
    private void printed(String section, Map<String, X> expected, boolean all) {
        int count = 0;
        for (Map.Entry<String, String> entry : answer.entrySet()) {
            String at = entry.getKey();
            boolean value = !List.of("[", "{", "null").contains(entry.getValue()) && !at.endsWith("/undefined");
            if (at.startsWith(section) && value) {
                require(expected.containsKey(at.substring(section.length())), at, "there is no such value");
                requirePrinted(entry.getValue(), expected.get(at.substring(section.length())), at);
                count++;
            }
        }
        require(!all || count == expected.size(), section, count + " values are printed of " + expected.size());
    }

    /** Whether every real of the enclosure is less than a unit of the last printed place away; "0" is exactly zero. */
    private void requirePrinted(String text, X enclosure, String at) {
        BigDecimal value = decimal(text, at);
        int digits = at.contains("condition") ? value.precision() : Integer.parseInt(answer.get("/digits"));
        boolean full = value.signum() == 0 ? value.scale() > digits : value.precision() == digits;
        X unit = x(value.ulp());
        boolean near = x(value).minus(unit).below(enclosure) && enclosure.below(x(value).plus(unit));
        boolean right = enclosure.isZero() || text.equals("0") ? enclosure.isZero() && text.equals("0") : full && near;
        require(right, at, "is not proved to be right to a unit of the last of " + digits + " digits");
    }

    /** Whether the last derivatives are what is printed, or one-sided. */
    private boolean smooth(int tied) {
        return tied == 0 || tied == 1 && !wanted.contains("delays");
    }

    /** The loss, its gradient and its condition number; undefined where a spike is missing, or a tie makes derivatives one-sided. */
    private String printedLoss() {
        X value = loss();
        int tied = value == null ? 2 : differentiate(value);
        Map<String, X> ofLoss = new HashMap<>(), gradient = new HashMap<>();
        if (value != null) {
            ofLoss.put("value", value);
        }
        if (tied == 0 && answer.containsKey("/loss/condition")) {
            ofLoss.put("condition", condition(value));
        }
        for (String name : smooth(tied) ? reals.keySet() : Set.<String>of()) {
            if (answer.containsKey("/gradient/" + name.split("/")[0])) {
                gradient.put(name, derivative(reals.get(name)));
            }
        }
        boolean right = answer.containsKey("/loss/undefined") == (value == null) || !answer.containsKey("/loss");
        require(right, "/loss", "is undefined if and only if it needs a spike that does not happen");
        right = answer.containsKey("/gradient/undefined") == !smooth(tied) || !answer.containsKey("/gradient");
        require(right, "/gradient", "is undefined if and only if the loss is, or if a tie makes it one-sided");
        printed("/loss/", ofLoss, false);
        printed("/gradient/", gradient, answer.containsKey("/gradient"));
        return value == null ? ", loss undefined" : smooth(tied) ? ", loss and gradient" : ", loss, gradient undefined";
    }

    /** Σ |p ∂f/∂p| / |f|, once f is differentiated. */
    private X condition(X f) {
        X sum = zero;
        for (Real real : reals.values()) {
            X change = real.given.flat().times(derivative(real));
            sum = sum.plus(change.m.signum() < 0 ? change.negate() : change);
        }
        return sum.times((f.m.signum() < 0 ? f.flat().negate() : f.flat()).inverse());
    }

    /** The derivatives of all spikes: Jacobian and condition numbers. */
    private void printedDerivatives(Map<String, X> spikes) {
        for (int n = 0; answer.containsKey("/jacobian/" + n); n++) {
            String at = "/jacobian/" + n;
            for (String kind : wanted) {
                String entry = at + "/" + singular(kind);
                if (answer.containsKey(entry)) {
                    String row = "/rows" + joined(at + "/spike") + "/" + kind + joined(entry);
                    require(answer.put(row, answer.get(at + "/value")) == null, at, "comes twice");
                }
            }
        }
        Map<String, X> numbers = new HashMap<>(), rows = new HashMap<>();
        spikes.forEach((spike, time) -> {
            int tied = differentiate(time);
            boolean undecided = answer.containsKey("/undecided") || !answer.containsKey("/jacobian");
            require(smooth(tied) || undecided, "/jacobian", "the derivatives of " + spike + " are one-sided");
            reals.forEach((name, real) -> {
                X value = derivative(real);
                if (smooth(tied) && !value.isZero() && wanted.contains(name.split("/")[0])) {
                    rows.put(spike + "/" + name.replaceFirst("(^alpha/[0-9]+)/(pre|post)", "$1"), value);
                }
            });
            if (tied == 0 && conditions) {
                numbers.put(spike, condition(time));
            }
        });
        printed("/rows/", rows, answer.containsKey("/jacobian"));
        printed("/condition/", numbers, false);
    }

    private String joined(String pointer) {
        String joined = "";
        for (int k = 0; answer.containsKey(pointer + "/" + k); k++) {
            joined += "/" + answer.get(pointer + "/" + k);
        }
        return joined;
    }
}
