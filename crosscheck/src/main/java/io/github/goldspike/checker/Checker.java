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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    private final X zero, one, half;

    /** The reals from (m − r)2ᵉ to (m + r)2ᵉ; on the tape, if it has a place there, with the derivatives by its parents (K6). */
    private final class X implements Comparable<X> {
        private final BigInteger m, r;
        private final int e;
        private int place = -1, tied;
        private List<X> parents, partials;

        X(BigInteger m, BigInteger r, int e) {
            this.m = m;
            this.r = r;
            this.e = e;
        }

        /** What rounding the middle and the radius loses goes into the radius. */
        X rounded() {
            int cut = Math.max(m.bitLength() > bits + 32 ? m.bitLength() - bits : 0, r.bitLength() - 32);
            if (cut <= 0 || r.signum() == 0 && m.getLowestSetBit() >= cut) {
                return this;
            }
            return new X(m.shiftRight(cut), r.shiftRight(cut).add(BigInteger.TWO), e + cut);
        }

        /** Without a place on the tape. */
        X add(X o) {
            if (isZero() || o.isZero()) {
                return isZero() ? o : this;
            }
            int low = Math.min(e, o.e);
            BigInteger radius = r.shiftLeft(e - low).add(o.r.shiftLeft(o.e - low));
            return new X(m.shiftLeft(e - low).add(o.m.shiftLeft(o.e - low)), radius, low).rounded();
        }

        X mul(X o) {
            BigInteger radius = m.abs().multiply(o.r).add(r.multiply(o.m.abs().add(o.r)));
            return new X(m.multiply(o.m), radius, e + o.e).rounded();
        }

        X opposite() {
            return new X(m.negate(), r, e);
        }

        /** |1/x − 1/m| ≤ r/(|m|(|m| − r)). */
        X inverse() {
            BigInteger size = m.abs();
            require(size.compareTo(r) > 0, "arithmetic", "a divisor is not separated from zero");
            int shift = bits + m.bitLength();
            BigInteger[] quotient = BigInteger.ONE.shiftLeft(shift).divideAndRemainder(m);
            BigInteger radius = r.shiftLeft(shift).divide(size.multiply(size.subtract(r)));
            boolean exact = r.signum() == 0 && quotient[1].signum() == 0;
            return new X(quotient[0], exact ? BigInteger.ZERO : radius.add(BigInteger.TWO), -shift - e).rounded();
        }

        X plus(X o) {
            return on(add(o), this, one, o, one);
        }

        X minus(X o) {
            return this == o ? zero : on(add(o.opposite()), this, one, o, one.opposite());
        }

        X times(X o) {
            return on(mul(o), this, o, o, this);
        }

        X over(X o) {
            X inverse = o.inverse();
            X quotient = mul(inverse);
            return on(quotient, this, inverse, o, quotient.mul(inverse).opposite());
        }

        X hull(X o) {
            int low = Math.min(e, o.e);
            BigInteger least =
                    m.subtract(r).shiftLeft(e - low).min(o.m.subtract(o.r).shiftLeft(o.e - low));
            BigInteger most = m.add(r).shiftLeft(e - low).max(o.m.add(o.r).shiftLeft(o.e - low));
            return new X(least.add(most), most.subtract(least), low - 1).rounded();
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

        boolean positive() {
            return m.compareTo(r) > 0;
        }

        boolean below(X o) {
            return o.add(opposite()).positive();
        }

        /** Of middles. */
        @Override
        public int compareTo(X o) {
            int low = Math.min(e, o.e);
            return m.shiftLeft(e - low).compareTo(o.m.shiftLeft(o.e - low));
        }
    }

    private X ratio(BigInteger n, BigInteger d) {
        int shift = Math.max(0, bits + d.bitLength() - n.bitLength());
        BigInteger[] quotient = n.shiftLeft(shift).divideAndRemainder(d);
        return new X(quotient[0], BigInteger.valueOf(quotient[1].abs().signum()), -shift).rounded();
    }

    private X x(long value) {
        return new X(BigInteger.valueOf(value), BigInteger.ZERO, 0);
    }

    private X x(BigDecimal value) {
        Rational exact = Rational.of(value, BigDecimal.ONE);
        return ratio(exact.n, exact.d);
    }

    /** φ_j(y) = Σ yⁿ/(n + j)!; φ_0 = exp, φ_{j+1}(y) = (φ_j(y) − 1/j!)/y, φ_j' = φ_j − jφ_{j+1} (K2). */
    private X phi(int j, X y) {
        X value = phiOf(j, y);
        return y.place < 0
                ? value
                : on(value, y, j == 0 ? value : value.add(phiOf(j + 1, y).mul(x(-j))));
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
            return phiOf(j, new X(y.m, BigInteger.ZERO, y.e)).mul(spread.rounded());
        } else if (y.m.signum() != 0 && y.m.bitLength() + y.e > -3) {
            require(y.m.bitLength() + y.e < 18, "arithmetic", "an exponent is beyond 100,000");
            X root = j > 0 ? zero : phiOf(0, y.mul(half));
            X before = j == 0 ? zero : phiOf(j - 1, y);
            X constant = j == 0 ? zero : ratio(BigInteger.valueOf(-j), factorial);
            return j == 0 ? root.mul(root) : before.add(constant).mul(y.inverse());
        }
        // |y| < 1/8. In units of 2^−scale each term is off by 4 at most, and what follows the last is less than that.
        int scale = bits + 30;
        int shift = y.e + scale;
        BigInteger small = shift > 0 ? y.m.shiftLeft(shift) : y.m.shiftRight(-shift);
        BigInteger term = BigInteger.ONE.shiftLeft(scale).divide(factorial);
        BigInteger sum = term;
        int n = 1;
        for (; term.bitLength() > 1; n++) {
            term = term.multiply(small).shiftRight(scale).divide(BigInteger.valueOf(n + j));
            sum = sum.add(term);
        }
        return new X(sum, BigInteger.valueOf(4L * n + 8), -scale).rounded();
    }

    // ------------------------------------------------------------------ the tape (K6)

    private final List<X> tape = new ArrayList<>();

    /** The value of a function of operands with these partial derivatives (operand, partial, …), recorded if any operand is. */
    private X on(X value, X... by) {
        for (int k = 0; k < by.length; k += 2) {
            if (by[k].place >= 0) {
                return record(value, by);
            }
        }
        return value;
    }

    /** Exact zeros are no dependence. */
    private X record(X value, X... by) {
        X node = new X(value.m, value.r, value.e);
        node.place = tape.size();
        node.parents = new ArrayList<>(2);
        node.partials = new ArrayList<>(2);
        for (int k = 0; k < by.length; k += 2) {
            if (by[k].place >= 0 && !by[k + 1].isZero()) {
                node.parents.add(by[k]);
                node.partials.add(by[k + 1]);
            }
        }
        tape.add(node);
        return node;
    }

    /** The derivatives of a value by all reals; whether some are one-sided: 0 none, 1 those by delays and refractory times, 2 all. */
    private int differentiate(X value) {
        X[] adjoints = new X[tape.size()];
        int tied = 0;
        if (value.place >= 0) {
            adjoints[value.place] = one;
        }
        for (int n = value.place; n >= 0; n--) {
            X node = tape.get(n);
            if (adjoints[n] != null && !adjoints[n].isZero()) {
                tied = Math.max(tied, node.tied);
                for (int k = 0; k < node.parents.size(); k++) {
                    X part = adjoints[n].mul(node.partials.get(k));
                    X sum = adjoints[node.parents.get(k).place];
                    adjoints[node.parents.get(k).place] = sum == null ? part : sum.add(part);
                }
            }
        }
        for (Real real : reals.values()) {
            X adjoint = real.given.place < 0 ? null : adjoints[real.given.place];
            real.derivative = adjoint == null ? zero : adjoint;
        }
        return tied;
    }

    // ------------------------------------------------------------------ the network

    private static final List<String> KINDS =
            List.of("weights", "delays", "alpha", "beta", "threshold", "reset", "leak", "inputs");

    private final Map<String, String> net, answer;
    private final Set<String> wanted = new HashSet<>();
    private final boolean conditions, derivatives;
    private final Map<String, Real> reals = new LinkedHashMap<>();
    private final Map<String, List<Unit>> groups = new LinkedHashMap<>();
    private final List<Unit> neurons = new ArrayList<>();
    private boolean current;
    private Real horizon;
    private X end;

    private Checker(Map<String, String> net, Map<String, String> answer) {
        this.net = net;
        this.answer = answer;
        require(answer.containsKey("/certificate"), "/certificate", "the answer has no certificate");
        int digits = Integer.parseInt(answer.get("/certificate/digits"));
        int most = 1000 + 40 * Math.min(10_000, Integer.parseInt(answer.get("/digits")));
        require(digits >= 5 && digits <= most, "/certificate/digits", "5 to " + most + " are possible");
        bits = digits * 10 / 3;
        zero = x(0);
        one = x(1);
        half = new X(BigInteger.ONE, BigInteger.ZERO, -1);
        for (String kind : KINDS) {
            String entry = "/jacobian/[0-9]+/" + kind.replaceFirst("(weight|delay|input)s", "$1") + "/0";
            if (answer.containsKey("/gradient/" + kind)
                    || answer.keySet().stream().anyMatch(at -> at.matches(entry))) {
                wanted.add(kind);
            }
        }
        if (wanted.isEmpty()) {
            wanted.add("weights");
        }
        conditions = answer.containsKey("/condition") || answer.containsKey("/loss/condition");
        derivatives = conditions || answer.containsKey("/gradient") || answer.containsKey("/jacobian");
    }

    /** In lowest terms. */
    private record Rational(BigInteger n, BigInteger d) {

        static Rational of(BigDecimal n, BigDecimal d) {
            int places = Math.max(0, Math.max(n.scale(), d.scale()));
            return of(
                    n.movePointRight(places).toBigIntegerExact(),
                    d.movePointRight(places).toBigIntegerExact());
        }

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
    }

    /** A real of the file: as given, on the tape if derivatives by it are printed, and as it acts (1/τ for a time constant). */
    private final class Real {
        private final Rational exact;
        private final X given, value;
        private X derivative = zero;

        Real(String text, boolean inverse, boolean recorded, Object where) {
            String[] parts = String.valueOf(text).split("/", 2);
            Rational read = Rational.of(
                    decimal(parts[0], where), parts.length == 1 ? BigDecimal.ONE : decimal(parts[1], where));
            exact = inverse ? Rational.of(read.d, read.n) : read;
            X number = ratio(read.n, read.d);
            given = recorded ? record(number) : number;
            value = inverse ? one.over(given) : given;
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
        boolean recorded = conditions || derivatives && wanted.contains(name.split("/")[0]);
        return text.equals("null")
                ? null
                : reals.computeIfAbsent(
                        name + place, unseen -> new Real(text, pointer.contains("/tau_"), recorded, at));
    }

    /** A neuron, or a unit of a source. Potentials count from the leak. */
    private final class Unit {
        private final List<Real> inputs = new ArrayList<>(), alphas = new ArrayList<>();
        private final List<X> excess = new ArrayList<>();
        private final List<Integer> firsts = new ArrayList<>();
        private final List<Synapse> outgoing = new ArrayList<>();
        private final List<Event> train = new ArrayList<>(), events = new ArrayList<>(), batch = new ArrayList<>();
        private final List<Object> history = new ArrayList<>();
        private String name;
        private Real beta, threshold, leak, refractory;
        private X top, bottom, now = zero, to = zero, until = end;
        private State start, state;
        private boolean held;
        private int piece;
    }

    private record Synapse(Unit to, int k, Real weight, X jump, Real delay, Real rate) {}

    private void readNetwork() {
        require("goldspike-network/1".equals(net.get("/format")), "/format", "is not a goldspike-network/1");
        current = "current".equals(net.getOrDefault("/convention", "kernel"));
        require(current || net.getOrDefault("/convention", "kernel").equals("kernel"), "/convention", "is unknown");
        horizon = new Real(net.get("/horizon"), false, false, "/horizon");
        end = horizon.value;
        for (int p = 0; net.containsKey("/populations/" + p); p++) {
            String at = "/populations/" + p;
            String name = net.get(at + "/name");
            List<Unit> units = new ArrayList<>();
            boolean unique = groups.put(name, units) == null && !name.contains("/");
            require(unique, at, "the name comes twice, or contains a /");
            boolean source = net.containsKey(at + "/spikes");
            int size = source ? 1_000_000 : Integer.parseInt(net.get(at + "/size"));
            require(size <= 1_000_000, at, "more than a million neurons");
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
        Real reset = real("reset/" + name, at + "/reset", "0", n);
        Real initial = net.containsKey(at + "/initial") ? real("initial/" + name, at + "/initial", "", n) : unit.leak;
        boolean valid = unit.beta.exact.n.signum() > 0 && unit.refractory.exact.n.signum() >= 0;
        require(valid, unit.name, "beta is not positive, or the refractory time negative");
        unit.bottom = reset.value.minus(unit.leak.value);
        unit.state = unit.start = new State(initial.value.minus(unit.leak.value), new X[0]);
        if (unit.threshold != null) {
            unit.top = unit.threshold.value.minus(unit.leak.value);
            valid = reset.exact.below(unit.threshold.exact) && initial.exact.below(unit.threshold.exact);
            require(valid, unit.name, "V starts at the threshold");
            Stream<Real> constants = Stream.of(unit.beta, unit.threshold, reset, unit.leak, initial, unit.refractory);
            unit.history.add(constants.map(real -> real.exact).toList());
        }
    }

    private void readProjection(int p, String at) {
        List<Unit> from = groups.get(net.get(at + "/from"));
        List<Unit> to = groups.get(net.get(at + "/to"));
        String rates = at + (net.containsKey(at + "/tau_syn") ? "/tau_syn" : "/alpha");
        String axis = net.containsKey(rates + "/pre") ? "/pre" : net.containsKey(rates + "/post") ? "/post" : "";
        for (int k = 0; k < (axis.equals("/pre") ? from : to).size(); k++) {
            real("alpha/" + p + axis, rates + axis, "", k);
        }
        for (int r = 0; net.containsKey(at + "/synapses/" + r); r++) {
            String entry = at + "/synapses/" + r;
            int pre = Integer.parseInt(net.get(entry + "/0"));
            int post = Integer.parseInt(net.get(entry + "/1"));
            Real rate = real("alpha/" + p + axis, rates + axis, "", axis.equals("/pre") ? pre : post);
            Real delay = real("delays/" + p + "/" + r, entry + "/3", "0");
            connect(from.get(pre), to.get(post), real("weights/" + p + "/" + r, entry + "/2", ""), delay, rate);
        }
        for (int r = 0; net.containsKey(at + "/weights") && r < from.size(); r++) {
            for (int c = 0; c < to.size(); c++) {
                Real weight = real("weights/" + p, at + "/weights", "", r, c);
                Real rate = real("alpha/" + p + axis, rates + axis, "", axis.equals("/pre") ? r : c);
                Real delay = real("delays/" + p, at + "/delays", "0", r, c);
                connect(from.get(r), to.get(c), weight, delay, rate);
            }
        }
    }

    /** Equal rates are one current, unless each has derivatives of its own. */
    private void connect(Unit from, Unit to, Real weight, Real delay, Real rate) {
        if (weight == null) {
            return;
        }
        boolean valid = delay.exact.n.signum() >= 0 && rate.exact.n.signum() > 0;
        require(valid, to.name, "a delay is negative, or a rate not positive");
        int k = 0;
        while (k < to.alphas.size()
                && to.alphas.get(k) != rate
                && (rate.given.place >= 0 || !to.alphas.get(k).exact.equals(rate.exact))) {
            k++;
        }
        if (k == to.alphas.size()) {
            int first = 0;
            while (first < k && !to.alphas.get(first).exact.equals(rate.exact)) {
                first++;
            }
            to.firsts.add(first);
            to.alphas.add(rate);
            to.excess.add(to.beta.value.minus(rate.value));
            X[] none = to.alphas.stream().map(alpha -> zero).toArray(X[]::new);
            to.state = to.start = new State(to.start.v, none);
        }
        X jump = current ? weight.value.times(to.beta.value) : weight.value;
        from.outgoing.add(new Synapse(to, k, weight, jump, delay, rate));
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
            this.lo = cause == null || time.lo().compareTo(cause.lo) > 0 ? time.lo() : cause.lo;
            boolean late =
                    input != null && !input.exact.plus(synapse.delay.exact).below(horizon.exact);
            if (!late && lo.compareTo(unit.until.hi()) <= 0) {
                events.add(this);
            }
        }

        boolean isSpike() {
            return synapse == null && cause == null;
        }

        boolean isRelease() {
            return synapse == null && cause != null;
        }
    }

    private final List<Event> events = new ArrayList<>();

    /** Whether what arrives over weights of zero is known, too. */
    private boolean differentiable = true;

    private boolean complete(Unit unit) {
        return unit.until == end;
    }

    /** Spikes are claimed up to the horizon, or up to a unit of the last place less than what an undecided answer says (K9). */
    private void readUntil() {
        neurons.forEach(unit -> unit.until = end);
        answer.forEach((at, value) -> {
            if (at.matches("/undecided/[0-9]+/at/affected/[0-9]+")) {
                BigDecimal until = decimal(answer.get(at + "/2"), at);
                List<Unit> group = groups.get(answer.get(at + "/0"));
                group.get(Integer.parseInt(answer.get(at + "/1"))).until = x(until.subtract(until.ulp()));
            }
        });
        for (Unit unit : neurons) {
            for (Synapse synapse : unit.outgoing) {
                X until = unit.until.add(synapse.delay.value);
                boolean known = complete(unit) || synapse.to.until.hi().compareTo(until.lo()) <= 0;
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
                require(!radius.lo().below(zero) && unit.threshold != null, at + n, "is not the time of a spike");
                X time = centre.add(radius).hull(centre.add(radius.opposite()));
                boolean within = time.positive() && time.hi().compareTo(unit.until.lo()) <= 0;
                require(within, at + n, "is not proved to be before the horizon");
                Event spike = new Event(unit, null, null, null, time);
                unit.train.add(spike);
                if (unit.refractory.exact.n.signum() > 0) {
                    new Event(unit, null, spike, null, time.add(unit.refractory.value));
                }
                for (Synapse synapse : unit.outgoing) {
                    new Event(synapse.to, synapse, spike, null, time.add(synapse.delay.value));
                }
            }
        }
        groups.values().stream()
                .flatMap(List::stream)
                .forEach(unit -> unit.inputs.forEach(input -> {
                    for (Synapse synapse : unit.outgoing) {
                        new Event(synapse.to, synapse, null, input, input.value.add(synapse.delay.value));
                    }
                }));
        // A spike comes before what arrives at the same time: before its own effects, and before those of its twins.
        events.sort(Comparator.comparing((Event event) -> event.lo)
                .thenComparing(event -> !event.isSpike())
                .thenComparing(event -> event.time.hi()));
    }

    // ------------------------------------------------------------------ the flow between events (K3)

    /** e^{−βs}, e^{−α_k s} and h_k(s) of one neuron. */
    private record Decay(X membrane, X[] current, X[] kernel) {}

    /** V − leak and the currents. */
    private record State(X v, X[] i) {

        /** With a jump of a current some time ago; a held potential does not feel it. */
        State plus(Synapse synapse, Decay since, boolean held) {
            X[] currents = i.clone();
            currents[synapse.k] = currents[synapse.k].plus(synapse.jump.times(since.current[synapse.k]));
            return new State(held ? v : v.plus(synapse.jump.times(since.kernel[synapse.k])), currents);
        }
    }

    private Decay decay(Unit unit, X s) {
        int rates = unit.alphas.size();
        X membrane = phi(0, zero.minus(unit.beta.value.times(s)));
        Decay decay = new Decay(membrane, new X[rates], new X[rates]);
        for (int k = 0; k < rates; k++) {
            decay.current[k] = phi(0, zero.minus(unit.alphas.get(k).value.times(s)));
            decay.kernel[k] = s.times(membrane).times(phi(1, unit.excess.get(k).times(s)));
        }
        return decay;
    }

    /** The sums of currents of equal rates, each in the place of the first: their bounds are sharper than the sum of bounds. */
    private X[] sums(Unit unit, X[] i) {
        X[] sums = new X[i.length];
        for (int k = 0; k < i.length; k++) {
            int first = unit.firsts.get(k);
            sums[k] = first == k ? i[k].flat() : zero;
            sums[first] = first == k ? sums[k] : sums[first].add(i[k].flat());
        }
        return sums;
    }

    private State after(Unit unit, State state, Decay decay) {
        X[] sums = sums(unit, state.i);
        X potential = state.v.mul(decay.membrane);
        X[] currents = new X[state.i.length];
        List<X> by = new ArrayList<>(List.of(state.v, decay.membrane, decay.membrane, state.v));
        for (int k = 0; k < currents.length; k++) {
            potential = potential.add(sums[k].mul(decay.kernel[k]));
            by.addAll(List.of(state.i[k], decay.kernel[k], decay.kernel[k], state.i[k]));
            currents[k] = state.i[k].times(decay.current[k]);
        }
        return new State(on(potential, by.toArray(X[]::new)), currents);
    }

    /** Σ I_k − β(ϑ − leak) at all times between two states. */
    private X drive(Unit unit, State from, State to) {
        X[] some = sums(unit, from.i);
        X[] others = sums(unit, to.i);
        X drive = unit.beta.value.mul(unit.top).opposite();
        for (int k = 0; k < some.length; k++) {
            drive = drive.add(some[k].hull(others[k]));
        }
        return drive;
    }

    // ------------------------------------------------------------------ the walk (K4, K5)

    /** All neurons in the order of time: so what is known of an arrival's cause is known when it is taken up. */
    private void walk() {
        Map<Object, Object> identities = new HashMap<>();
        for (Event event : events) {
            Unit unit = event.unit;
            unit.events.add(event);
            identify(event, identities);
            if (unit.threshold != null && (unit.batch.isEmpty() || event.lo.compareTo(unit.to) > 0)) {
                settle(unit);
                silent(unit, event.lo);
            }
            if (event.isSpike()) {
                cross(event);
            } else if (event.isRelease()) {
                event.node = event.cause.node.plus(unit.refractory.value);
            } else {
                X sent = event.cause == null ? event.input.value : event.cause.node;
                // When an arrival over a weight of zero comes does not matter.
                event.node = event.synapse.jump.isZero() ? event.time : sent.plus(event.synapse.delay.value);
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

    private X later(X a, X b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** Equal keys are equal times: those of spikes of neurons with equal constants and equal histories, and a while after them. */
    private void identify(Event event, Map<Object, Object> identities) {
        List<Object> history = event.unit.history;
        if (event.isSpike()) {
            history.sort(Comparator.comparing(Object::toString));
            Object identity = identities.computeIfAbsent(List.copyOf(history), unseen -> identities.size());
            event.key = List.of(identity, Rational.of(BigInteger.ZERO, BigInteger.ONE));
            history.clear();
            history.add(event.key);
            return;
        }
        Rational delay = event.isRelease() ? event.unit.refractory.exact : event.synapse.delay.exact;
        event.key = event.cause == null
                ? List.of("input", event.input.exact.plus(delay))
                : List.of(event.cause.key.get(0), delay);
        if (!event.isRelease() && !event.synapse.jump.isZero()) {
            history.add(List.of(event.key, event.synapse.rate.exact, event.synapse.weight.exact));
        }
    }

    /** Proves that V stays below the threshold up to some time, piece by piece. */
    private void silent(Unit unit, X to) {
        while (unit.now.compareTo(to) < 0) {
            String at = "/certificate/pieces/" + unit.name + "/" + unit.piece;
            X next = to;
            if (answer.containsKey(at)) {
                X split = x(decimal(answer.get(at), at)).lo();
                require(unit.now.compareTo(split) < 0, at, "is in no stretch between events");
                unit.piece += split.compareTo(to) < 0 ? 1 : 0;
                next = split.compareTo(to) < 0 ? split : to;
            }
            X length = next.minus(unit.now);
            State right = after(unit, unit.state, decay(unit, length));
            X drive = drive(unit, unit.state, right);
            boolean below = unit.held
                    || drive.positive() && right.v.below(unit.top)
                    || cannotReach(unit, unit.state.v, drive, length);
            require(below, unit.name, "silence is not proved up to " + about(next));
            unit.state = unit.held ? new State(unit.bottom, right.i) : right;
            unit.now = next;
        }
        unit.to = unit.now;
    }

    /** V − ϑ ≤ level − ϑ + C⁺(e^{βs} − 1)/β, but for a positive factor, where the drive is below C. */
    private boolean cannotReach(Unit unit, X level, X drive, X length) {
        X growth = later(drive.hi(), zero).mul(length).mul(phiOf(1, unit.beta.value.mul(length)));
        return level.add(growth).below(unit.top);
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
        State right = after(unit, unit.state, decay(unit, spike.time.hi().minus(unit.now)));
        require(drive(unit, unit.state, right).positive(), unit.name, "the slope is not proved positive");
        require(unit.top.below(right.v), unit.name, "the threshold is not proved to be reached");
        State at = after(unit, unit.state, decay(unit, spike.time.minus(unit.now)));
        spike.slope = drive(unit, at, at);
        X slowness = spike.slope.inverse().opposite();
        X excess = at.v.minus(unit.top);
        spike.node = derivatives ? record(spike.time, excess, slowness) : spike.time;
    }

    /** Takes up events that overlap: arrivals in any order, or a spike or the end of a hold with arrivals at exactly its time. */
    private void settle(Unit unit) {
        if (unit.batch.isEmpty()) {
            return;
        }
        X length = unit.to.minus(unit.now);
        State right = after(unit, unit.state, decay(unit, length));
        X drive = drive(unit, unit.state, right);
        X level = unit.state.v;
        Event first = unit.batch.stream()
                .filter(event -> event.synapse == null)
                .findFirst()
                .orElse(null);
        if (first != null) {
            level = unit.bottom;
            unit.held = first.isSpike() && unit.refractory.exact.n.signum() > 0;
            State at = after(unit, unit.state, decay(unit, first.node.minus(unit.now)));
            State restarted = after(unit, new State(level, at.i), decay(unit, unit.to.minus(first.node)));
            right = new State(restarted.v, right.i);
        }
        if (unit.held) {
            right = new State(unit.bottom, right.i);
        }
        for (Event event : unit.batch) {
            boolean ordered = first == null || event.key.equals(first.key);
            require(ordered, unit.name, "the order of its events about " + about(unit.now) + " is not proved");
            if (event.synapse != null) {
                boolean felt = first != null && !event.synapse.jump.isZero() && event.cause != first;
                if (felt) {
                    first.node.tied = Math.max(first.node.tied, event.cause == first.cause ? 1 : 2);
                    event.node = first.isRelease() ? first.node : event.node;
                }
                right = right.plus(event.synapse, decay(unit, unit.to.minus(event.node)), unit.held);
                drive = drive.add(later(event.synapse.jump.hi(), zero));
            }
        }
        boolean below = unit.held || cannotReach(unit, level, drive, length);
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

    /** V − leak as a sum; for equal rates h = s e^{−as} with their mean a, because h is symmetric in them. */
    private List<Term> potential(Unit unit, State state) {
        List<Term> sum = new ArrayList<>(List.of(new Term(state.v, 0, unit.beta.value)));
        for (int k = 0; k < state.i.length; k++) {
            Real alpha = unit.alphas.get(k);
            if (alpha.exact.equals(unit.beta.exact)) {
                sum.add(new Term(
                        state.i[k], 1, alpha.value.plus(unit.beta.value).times(half)));
            } else {
                X c = state.i[k].over(unit.excess.get(k));
                sum.add(new Term(c, 0, alpha.value));
                sum.add(new Term(zero.minus(c), 0, unit.beta.value));
            }
        }
        return sum;
    }

    /** ∫ ½(V − target)² or, where there is no target, ∫ weight·V·e^{−κt}, from event to event. */
    private X integrated(Unit unit, X target, X weight, X kappa) {
        X value = zero;
        X from = zero;
        State state = unit.start;
        boolean held = false;
        for (int e = 0; e <= unit.events.size(); e++) {
            Event event = e < unit.events.size() ? unit.events.get(e) : null;
            Event next = e + 1 < unit.events.size() ? unit.events.get(e + 1) : null;
            X to = event == null ? end : event.node;
            X s = to.minus(from);
            List<Term> v = held ? new ArrayList<>(List.of(new Term(state.v, 0, zero))) : potential(unit, state);
            v.add(new Term(target == null ? unit.leak.value : unit.leak.value.minus(target), 0, zero));
            List<Term> density = target != null
                    ? v
                    : List.of(new Term(weight.times(phi(0, zero.minus(kappa.times(from)))), 0, kappa));
            X part = integral(density, v, s);
            value = value.plus(target == null ? part : part.times(half));
            if (event != null) {
                boolean apart = event.time.hi().compareTo(next == null ? end.lo() : next.lo) <= 0;
                boolean ordered = apart || next != null && event.key.equals(next.key);
                require(ordered, unit.name, "the order of events at the loss is not proved");
                State before = after(unit, state, decay(unit, s));
                state = new State(event.isSpike() ? unit.bottom : held ? state.v : before.v, before.i);
                held = event.isSpike() ? unit.refractory.exact.n.signum() > 0 : held && !event.isRelease();
                state = event.synapse == null ? state : state.plus(event.synapse, decay(unit, zero), held);
                from = to;
            }
        }
        return value;
    }

    /** The loss, as far as it is printed that it exists; null if it needs a spike that does not happen. */
    private X loss() {
        X value = zero;
        String kind = net.get("/loss/kind");
        List<Unit> group = groups.get(net.get("/loss/population"));
        if (kind.equals("spike-time-square")) {
            for (int n = 0; net.containsKey("/loss/targets/" + n); n++) {
                String at = "/loss/targets/" + n;
                List<Unit> late = groups.get(net.get(at + "/0"));
                X time = spike(late.get(Integer.parseInt(net.get(at + "/1"))), Integer.parseInt(net.get(at + "/2")));
                if (time == null) {
                    return null;
                }
                X miss = time.minus(lossReal("targets/" + n + "/3"));
                value = value.plus(miss.times(miss).times(half));
            }
        } else if (kind.equals("first-spike-cross-entropy")) {
            Unit label = group.get(Integer.parseInt(net.get("/loss/label")));
            X time = spike(label, 0);
            if (time == null) {
                return null;
            }
            X late = time.over(lossReal("tau1"));
            X odds = zero;
            for (Unit other : group) {
                if (other != label && !other.train.isEmpty()) {
                    odds = odds.plus(phi(0, time.minus(spike(other, 0)).over(lossReal("tau0"))));
                }
            }
            X penalty = lossReal("gamma").times(late).times(phi(1, late));
            value = odds.isZero() ? penalty : entropy(odds, penalty);
        } else if (kind.equals("voltage-square")) {
            value = integrated(group.get(Integer.parseInt(net.get("/loss/neuron"))), lossReal("target"), one, zero);
        } else {
            require(kind.equals("voltage-integral"), "/loss/kind", "is unknown");
            X kappa = net.containsKey("/loss/kappa") ? lossReal("kappa") : zero;
            for (int n = 0; n < group.size(); n++) {
                value = value.plus(integrated(group.get(n), null, lossReal("weights/" + n), kappa));
            }
        }
        return value;
    }

    /** log(1 + odds) + penalty is within u of the print p if odds is between expm1(p ± u − penalty). */
    private X entropy(X odds, X penalty) {
        X value = zero;
        if (answer.containsKey("/loss/value")) {
            BigDecimal print = decimal(answer.get("/loss/value"), "/loss/value");
            X unit = x(print.ulp().multiply(new BigDecimal("0.99")));
            X least = x(print).add(unit.opposite()).add(penalty.opposite());
            X most = x(print).add(unit).add(penalty.opposite());
            boolean near = least.mul(phiOf(1, least)).below(odds) && odds.below(most.mul(phiOf(1, most)));
            require(near, "/loss/value", "is not proved to be right to a unit of its last place");
            value = x(print).add(unit.hull(unit.opposite()));
        }
        return on(value, odds, one.add(odds).inverse(), penalty, one);
    }

    private X lossReal(String field) {
        return new Real(net.get("/loss/" + field), false, false, "/loss/" + field).value;
    }

    private static X spike(Unit unit, int index) {
        return index < unit.train.size() ? unit.train.get(index).node : null;
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
        Map<String, Event> spikes = new LinkedHashMap<>();
        for (Unit unit : neurons) {
            for (int n = 0; n < unit.train.size(); n++) {
                spikes.put(unit.name + "/" + n, unit.train.get(n));
            }
        }
        printed("/spikes/", values(spikes, spike -> spike.time), true);
        printed("/slopes/", values(spikes, spike -> spike.slope), true);
        String where = undecided ? "otherwise silence up to what is affected" : "silence otherwise";
        StringBuilder proved = new StringBuilder("accepted: " + spikes.size() + " spikes and their slopes, " + where);
        for (String field : List.of("/loss", "/gradient", "/jacobian", "/condition")) {
            boolean whole = neurons.stream().allMatch(this::complete);
            boolean provable = whole || differentiable && field.matches("/jacobian|/condition");
            require(provable || !answer.containsKey(field), field, "is not proved beside undecided spikes");
        }
        for (String field : List.of("/loss", "/gradient")) {
            boolean due = net.containsKey("/loss");
            require(answer.containsKey(field) ? due : !due || undecided, field, "is missing, or does not belong");
        }
        if (answer.containsKey("/loss") || answer.containsKey("/gradient")) {
            proved.append(printedLoss());
        }
        if (answer.containsKey("/jacobian") || answer.containsKey("/condition")) {
            printedDerivatives(spikes);
        }
        Stream.of("jacobian", "condition")
                .filter(field -> answer.containsKey("/" + field))
                .forEach(field -> proved.append(", ").append(field));
        Stream.of("nearest", "gradientCondition", "notes")
                .filter(field -> answer.containsKey("/" + field))
                .forEach(
                        field -> proved.append("; not proved by this checker: ").append(field));
        return proved.append(undecided ? "; the rest is undecided" : "").toString();
    }

    private static Map<String, X> values(Map<String, Event> spikes, Function<Event, X> value) {
        Map<String, X> values = new LinkedHashMap<>();
        spikes.forEach((name, spike) -> values.put(name, value.apply(spike)));
        return values;
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
        boolean near = x(value).below(enclosure.add(unit)) && enclosure.below(x(value).add(unit));
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
        Map<String, X> ofLoss = new HashMap<>();
        Map<String, X> gradient = new HashMap<>();
        if (value != null) {
            ofLoss.put("value", value);
        }
        if (tied == 0 && answer.containsKey("/loss/condition")) {
            ofLoss.put("condition", condition(value));
        }
        if (smooth(tied)) {
            reals.forEach((name, real) -> gradient.put(name, real.derivative));
            gradient.keySet().removeIf(name -> !answer.containsKey("/gradient/" + name.split("/")[0]));
        }
        boolean undefined = answer.containsKey("/loss/undefined") == (value == null) || !answer.containsKey("/loss");
        require(undefined, "/loss", "is undefined if and only if it needs a spike that does not happen");
        undefined = answer.containsKey("/gradient/undefined") == !smooth(tied) || !answer.containsKey("/gradient");
        require(undefined, "/gradient", "is undefined if and only if the loss is, or if a tie makes it one-sided");
        printed("/loss/", ofLoss, false);
        printed("/gradient/", gradient, answer.containsKey("/gradient"));
        return value == null ? ", loss undefined" : smooth(tied) ? ", loss and gradient" : ", loss, gradient undefined";
    }

    /** Σ |p ∂f/∂p| / |f|, once f is differentiated. */
    private X condition(X f) {
        X sum = zero;
        for (Real real : reals.values()) {
            X change = real.given.mul(real.derivative);
            sum = sum.add(change.m.signum() < 0 ? change.opposite() : change);
        }
        return sum.mul((f.m.signum() < 0 ? f.opposite() : f).inverse());
    }

    /** The derivatives of all spikes: Jacobian and condition numbers. */
    private void printedDerivatives(Map<String, Event> spikes) {
        for (int n = 0; answer.containsKey("/jacobian/" + n); n++) {
            String at = "/jacobian/" + n;
            for (String kind : KINDS) {
                String entry = at + "/" + kind.replaceFirst("(weight|delay|input)s", "$1");
                if (answer.containsKey(entry)) {
                    String row = joined(at + "/spike") + "/" + kind + joined(entry);
                    require(answer.put("/rows" + row, answer.get(at + "/value")) == null, at, "comes twice");
                }
            }
        }
        Map<String, X> numbers = new HashMap<>();
        Map<String, X> rows = new HashMap<>();
        spikes.forEach((spike, event) -> {
            int tied = differentiate(event.node);
            boolean undecided = answer.containsKey("/undecided") || !answer.containsKey("/jacobian");
            require(smooth(tied) || undecided, "/jacobian", "the derivatives of " + spike + " are one-sided");
            reals.forEach((name, real) -> {
                if (smooth(tied) && wanted.contains(name.split("/")[0]) && !real.derivative.isZero()) {
                    String file = name.startsWith("alpha/") ? name.replaceFirst("/(pre|post)", "") : name;
                    rows.put(spike + "/" + file, real.derivative);
                }
            });
            if (tied == 0 && conditions) {
                numbers.put(spike, condition(event.time));
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
