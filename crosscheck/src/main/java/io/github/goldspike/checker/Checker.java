package io.github.goldspike.checker;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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
 * Re-proves an answer from the network, the answer and its certificate, and trusts nothing else: JDK classes only, no search, balls
 * of decimals. What is proved, and why that suffices, is in proofs-notes/certificate.md; K1 to K9 refer to it.
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
        String blame = "bad input: ";
        try {
            Map<String, String> net = json(network, NETWORK);
            Map<String, String> claims = json(answer, ANSWER);
            blame = "refused: ";
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(network);
            return new Verdict(0, new Checker(net, claims).prove(HexFormat.of().formatHex(hash)));
        } catch (Exception | StackOverflowError refusal) {
            // To refuse is always safe. What is missing, of another type than expected or beyond reach ends here, too.
            boolean said = refusal instanceof IllegalStateException;
            String why = said ? refusal.getMessage() : "a value is missing or beyond reach: " + refusal.getClass();
            return new Verdict(blame.startsWith("bad") ? 2 : 1, blame + why.replace('\n', ' '));
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
                    + "|gradient|undecided|nearest|notes)(/.*)?|jacobian(/[0-9]+(/[a-z]+(/[0-9]+)?)?)?|certificate(/digits|/(spikes|pieces)(/.*)?)?)");

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

    // ------------------------------------------------------------------ balls of decimals (K1)

    private static final MathContext OUT = new MathContext(10, RoundingMode.UP);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private final MathContext near, down, up;
    private final X zero, one, two;

    private Checker(Map<String, String> net, Map<String, String> answer) {
        this.net = net;
        this.answer = answer;
        require(answer.containsKey("/certificate"), "/certificate", "the answer has no certificate");
        int digits = Integer.parseInt(answer.get("/certificate/digits"));
        int most = 1000 + 40 * Math.min(10_000, Integer.parseInt(answer.get("/digits")));
        require(digits >= 5 && digits <= most, "/certificate/digits", "5 to " + most + " are possible");
        near = new MathContext(digits, RoundingMode.HALF_EVEN);
        down = new MathContext(digits, RoundingMode.FLOOR);
        up = new MathContext(digits, RoundingMode.CEILING);
        zero = x(BigDecimal.ZERO);
        one = x(ONE);
        two = x(new BigDecimal(2));
        end = new Real(net.get("/horizon"), false, "/horizon").value;
        current = "current".equals(net.getOrDefault("/convention", "kernel"));
        readNetwork();
    }

    /** The reals from m − r to m + r. */
    private final class X {
        private final BigDecimal m, r;

        /** What rounding the middle loses goes into the radius. */
        X(BigDecimal middle, BigDecimal radius) {
            m = middle.signum() == 0 ? BigDecimal.ZERO : middle.round(near);
            r = m.compareTo(middle) == 0 ? radius : radius.add(m.ulp(), OUT);
        }

        X plus(X o) {
            return new X(m.add(o.m), r.add(o.r, OUT));
        }

        X negate() {
            return new X(m.negate(), r);
        }

        X minus(X o) {
            return plus(o.negate());
        }

        X times(X o) {
            BigDecimal reach = o.m.abs().add(o.r);
            return new X(m.multiply(o.m), m.abs().multiply(o.r, OUT).add(r.multiply(reach, OUT), OUT));
        }

        /** |1/x − 1/m| ≤ r/(|m|(|m| − r)). */
        X over(X o) {
            BigDecimal size = o.m.abs();
            require(size.compareTo(o.r) > 0, "arithmetic", "a divisor is not separated from zero");
            X inverse = ratio(ONE, o.m);
            return times(new X(inverse.m, inverse.r.add(o.r.divide(size.multiply(size.subtract(o.r)), OUT), OUT)));
        }

        X hull(X o) {
            BigDecimal middle = lo().min(o.lo()).add(hi().max(o.hi())).multiply(new BigDecimal("0.5"));
            return new X(middle, hi().max(o.hi()).subtract(middle, OUT));
        }

        BigDecimal lo() {
            return m.subtract(r, down);
        }

        BigDecimal hi() {
            return m.add(r, up);
        }

        boolean isZero() {
            return m.signum() == 0 && r.signum() == 0;
        }

        boolean positive() {
            return m.compareTo(r) > 0;
        }

        boolean below(X o) {
            return o.minus(this).positive();
        }
    }

    private X x(BigDecimal exact) {
        return new X(exact, BigDecimal.ZERO);
    }

    private X ratio(BigDecimal n, BigDecimal d) {
        BigDecimal quotient = n.divide(d, near);
        return new X(quotient, quotient.multiply(d).compareTo(n) == 0 ? BigDecimal.ZERO : quotient.ulp());
    }

    /** φ_j(y) = Σ yⁿ/(n + j)!; so φ_0 = exp, φ_{j+1}(y) = (φ_j(y) − 1/j!)/y, and |d log φ_j/dy| ≤ 1 (K2). */
    private X phi(int j, X y) {
        BigDecimal size = y.m.abs();
        X term = one;
        for (int n = 2; n <= j; n++) {
            term = term.over(x(BigDecimal.valueOf(n)));
        }
        if (y.r.signum() > 0) {
            require(y.r.compareTo(new BigDecimal("0.5")) < 0, "arithmetic", "an exponent is too wide");
            return phi(j, x(y.m)).times(new X(ONE, y.r.divide(ONE.subtract(y.r), OUT)));
        } else if (size.compareTo(new BigDecimal("0.1")) > 0) {
            require(size.compareTo(new BigDecimal(200_000)) < 0, "arithmetic", "an exponent is beyond 200,000");
            X half = j > 0 ? zero : phi(0, x(y.m.multiply(new BigDecimal("0.5"))));
            return j == 0
                    ? half.times(half)
                    : phi(j - 1, y)
                            .minus(j == 1 ? one : term.times(x(BigDecimal.valueOf(j))))
                            .over(y);
        }
        X sum = term;
        BigDecimal negligible = term.m.movePointLeft(near.getPrecision() + 3);
        for (int n = 1; term.m.abs().compareTo(negligible) > 0; n++) {
            X product = term.times(y);
            X quotient = ratio(product.m, BigDecimal.valueOf(n + j));
            term = new X(quotient.m, quotient.r.add(product.r, OUT));
            sum = sum.plus(term);
        }
        // What follows is less than the last term: the terms shrink tenfold and more.
        return new X(sum.m, sum.r.add(term.m.abs()).add(term.r, OUT));
    }

    // ------------------------------------------------------------------ the network

    private final Map<String, String> net;
    private final Map<String, String> answer;
    private final X end;
    private final boolean current;
    private final Map<String, Real> reals = new LinkedHashMap<>();
    private final Map<String, List<Unit>> groups = new LinkedHashMap<>();

    /** A real of the file: as given, as it acts (a rate is the inverse of a time constant), and the derivative by it as given. */
    private final class Real {
        private final Object exact;
        private final X given, value, factor;
        private X derivative = zero;

        Real(String text, boolean inverse, Object where) {
            String[] parts = String.valueOf(text).split("/", 2);
            BigDecimal n = decimal(parts[0], where);
            BigDecimal d = parts.length == 1 ? ONE : decimal(parts[1], where);
            given = ratio(n, d);
            value = inverse ? ratio(d, n) : given;
            // Equal ones are equal reals.
            exact = value.r.signum() == 0 ? value.m.stripTrailingZeros() : (inverse ? "1/" : "") + text;
            factor = inverse ? value.times(value).negate() : one;
        }

        void add(X byValue) {
            derivative = derivative.plus(byValue.times(factor));
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
        return text.equals("null") ? null : reals.computeIfAbsent(name + place, unseen -> new Real(text, inverse, at));
    }

    /** A neuron, or a unit of a source. Potentials count from the leak. */
    private final class Unit {
        private final List<Real> inputs = new ArrayList<>(), alphas = new ArrayList<>();
        private final List<Synapse> outgoing = new ArrayList<>();
        private final List<Event> train = new ArrayList<>(), events = new ArrayList<>();
        private final List<Object> history = new ArrayList<>();
        private String name;
        private BigDecimal until = end.hi();
        private Real beta, threshold, reset, leak, initial;
        private X top, bottom, p;
        private X[] q, a;
        private State start;
        private Density density;
        private boolean felt;
    }

    private record Synapse(Unit to, int k, Real weight, X jump, Real delay, Real rate) {}

    private void readNetwork() {
        require("goldspike-network/1".equals(net.get("/format")), "/format", "is not a goldspike-network/1");
        require(current || net.getOrDefault("/convention", "kernel").equals("kernel"), "/convention", "is unknown");
        for (int p = 0; net.containsKey("/populations/" + p); p++) {
            String at = "/populations/" + p;
            String name = net.get(at + "/name");
            List<Unit> units = new ArrayList<>();
            require(
                    groups.put(name, units) == null && !name.contains("/"),
                    at,
                    "the name comes twice, or contains a /");
            boolean source = net.containsKey(at + "/spikes");
            int size = source ? 1_000_000 : Integer.parseInt(net.get(at + "/size"));
            require(size <= 1_000_000, at, "more than a million neurons");
            for (int n = 0; n < size && (!source || net.containsKey(at + "/spikes/" + n)); n++) {
                Unit unit = new Unit();
                units.add(unit);
                unit.name = name + "/" + n;
                for (int k = 0; source && net.containsKey(at + "/spikes/" + n + "/" + k); k++) {
                    unit.inputs.add(real("inputs/" + name, at + "/spikes", "", n, k));
                    require(unit.inputs.get(k).value.m.signum() >= 0, unit.name, "a spike before time 0");
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
        unit.beta = real("beta/" + name, at + (net.containsKey(at + "/tau_mem") ? "/tau_mem" : "/beta"), "", n);
        unit.threshold = real("threshold/" + name, at + "/threshold", "", n);
        unit.reset = real("reset/" + name, at + "/reset", "0", n);
        unit.leak = real("leak/" + name, at + "/leak", "0", n);
        boolean given = net.containsKey(at + "/initial");
        unit.initial = given ? real("initial/" + name, at + "/initial", "", n) : unit.leak;
        X refractory = real("refractory/" + name, at + "/refractory", "0", n).value;
        require(refractory.isZero(), unit.name, "refractory periods are not checked");
        require(unit.beta.value.positive(), unit.name, "beta is not positive");
        unit.top = zero;
        unit.bottom = unit.reset.value.minus(unit.leak.value);
        unit.start = new State(unit.initial.value.minus(unit.leak.value), new X[0]);
        if (unit.threshold != null) {
            unit.top = unit.threshold.value.minus(unit.leak.value);
            require(
                    unit.bottom.below(unit.top) && unit.start.v.below(unit.top),
                    unit.name,
                    "V starts at the threshold");
            Stream<Real> constants = Stream.of(unit.beta, unit.threshold, unit.reset, unit.leak, unit.initial);
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

    private void connect(Unit from, Unit to, Real weight, Real delay, Real rate) {
        if (weight == null) {
            return;
        }
        require(
                delay.value.m.signum() >= 0 && rate.value.positive(),
                to.name,
                "a delay is negative, or a rate not positive");
        int k = 0;
        while (k < to.alphas.size() && !to.alphas.get(k).exact.equals(rate.exact)) {
            k++;
        }
        if (k == to.alphas.size()) {
            to.alphas.add(rate);
            to.start =
                    new State(to.start.v, to.alphas.stream().map(alpha -> zero).toArray(X[]::new));
        }
        X jump = current ? weight.value.times(to.beta.value) : weight.value;
        from.outgoing.add(new Synapse(to, k, weight, jump, delay, rate));
    }

    // ------------------------------------------------------------------ what the certificate claims

    /** With a synapse an arrival, of the spike that caused it or of an input; else a spike, or at time 0 the start of a neuron. */
    private final class Event {
        private final Unit unit;
        private final Synapse synapse;
        private final Event cause;
        private final Real input;
        private final X time;
        private final BigDecimal lo;
        private Object key;
        private boolean tied;
        private State after;
        private Decay untilNext;
        private X slope, derivative;
        private X[] lossBy;

        Event(Unit unit, Synapse synapse, Event cause, Real input, X time) {
            this.unit = unit;
            this.synapse = synapse;
            this.cause = cause;
            this.input = input;
            this.time = time;
            this.lo = cause == null ? time.lo() : time.lo().max(cause.lo);
            if (lo.compareTo(unit.until) <= 0) {
                events.add(this);
            }
        }

        boolean isSpike() {
            return synapse == null && time.m.signum() > 0;
        }
    }

    private final List<Event> events = new ArrayList<>();

    private List<Unit> neurons() {
        return groups.values().stream()
                .flatMap(List::stream)
                .filter(unit -> unit.beta != null)
                .toList();
    }

    /** Whether what arrives over weights of zero is known, too. */
    private boolean differentiable = true;

    private boolean complete(Unit unit) {
        return unit.until.compareTo(end.hi()) >= 0;
    }

    /** Spikes are claimed up to the horizon, or up to a unit of the last place less than what an undecided answer says (K9). */
    private void readUntil() {
        answer.forEach((at, value) -> {
            if (at.matches("/undecided/[0-9]+/at/affected/[0-9]+")) {
                BigDecimal until = decimal(answer.get(at + "/2"), at);
                List<Unit> group = groups.get(answer.get(at + "/0"));
                group.get(Integer.parseInt(answer.get(at + "/1"))).until = until.subtract(until.ulp());
            }
        });
        for (Unit unit : neurons()) {
            for (Synapse synapse : unit.outgoing) {
                BigDecimal until = unit.until.add(synapse.delay.value.lo());
                boolean known = complete(unit) || synapse.to.until.compareTo(until) <= 0;
                require(known || synapse.jump.isZero(), synapse.to.name, "what arrives is not known");
                differentiable &= known;
            }
        }
    }

    private void readClaims() {
        for (Unit unit : neurons()) {
            new Event(unit, null, null, null, zero);
            String at = "/certificate/spikes/" + unit.name + "/";
            for (int n = 0; answer.containsKey(at + n); n++) {
                X time = new X(decimal(answer.get(at + n + "/0"), at), decimal(answer.get(at + n + "/1"), at));
                Event spike = new Event(unit, null, null, null, time);
                unit.train.add(spike);
                require(
                        time.r.signum() >= 0 && time.positive() && unit.threshold != null,
                        at + n,
                        "is not the time of a spike");
                boolean within = time.hi().compareTo(complete(unit) ? end.lo() : unit.until) <= 0;
                require(within, at + n, "is not proved to be before the horizon");
                for (Synapse synapse : unit.outgoing) {
                    X delay = synapse.delay.value;
                    new Event(synapse.to, synapse, spike, null, delay.isZero() ? time : time.plus(delay));
                }
            }
        }
        for (Unit unit : groups.values().stream().flatMap(List::stream).toList()) {
            for (Real input : unit.inputs) {
                for (Synapse synapse : unit.outgoing) {
                    new Event(synapse.to, synapse, null, input, input.value.plus(synapse.delay.value));
                }
            }
        }
        // A spike comes before what arrives at the same time: before its own effects, and before those of its twins.
        events.sort(Comparator.comparing((Event event) -> event.lo)
                .thenComparing(event -> event.synapse != null)
                .thenComparing(event -> event.time.hi()));
        events.forEach(event -> event.unit.events.add(event));
    }

    /** K5: equal keys are equal times. Spikes of neurons with equal constants and equal histories are simultaneous. */
    private void identify() {
        Map<Object, Object> spikes = new HashMap<>();
        for (Event event : events) {
            List<Object> history = event.unit.history;
            if (event.isSpike()) {
                history.sort(Comparator.comparing(Object::toString));
                event.key = spikes.computeIfAbsent(List.copyOf(history), unseen -> List.of(spikes.size()));
                history.clear();
                history.add(event.key);
            } else if (event.synapse != null) {
                Object sent = event.cause == null ? event.input.exact : event.cause.key;
                Object delay = event.synapse.delay.exact;
                event.key = delay.equals(BigDecimal.ZERO) ? sent : List.of(sent, delay);
                if (sent instanceof BigDecimal time && delay instanceof BigDecimal later) {
                    event.key = time.add(later).stripTrailingZeros();
                }
                if (!event.synapse.jump.isZero()) {
                    history.add(List.of(event.key, event.synapse.rate.exact, event.synapse.weight.exact));
                }
            }
        }
    }

    // ------------------------------------------------------------------ the flow between events (K3), the replay (K4)

    /** e^{−βs}, e^{−α_k s} and h_k(s) of one neuron. */
    private record Decay(X s, X membrane, X[] current, X[] kernel) {}

    /** V − leak and the currents. */
    private record State(X v, X[] i) {

        State after(Decay decay) {
            X potential = v.times(decay.membrane);
            X[] currents = new X[i.length];
            for (int k = 0; k < i.length; k++) {
                potential = potential.plus(i[k].times(decay.kernel[k]));
                currents[k] = i[k].times(decay.current[k]);
            }
            return new State(potential, currents);
        }

        /** With the effect of a jump some time ago. */
        State plus(Synapse synapse, Decay since) {
            X[] currents = i.clone();
            currents[synapse.k] = currents[synapse.k].plus(synapse.jump.times(since.current[synapse.k]));
            return new State(v.plus(synapse.jump.times(since.kernel[synapse.k])), currents);
        }
    }

    private Decay decay(Unit unit, X s) {
        int rates = unit.alphas.size();
        Decay decay = new Decay(s, phi(0, unit.beta.value.times(s).negate()), new X[rates], new X[rates]);
        for (int k = 0; k < rates; k++) {
            X alpha = unit.alphas.get(k).value;
            decay.current[k] = phi(0, alpha.times(s).negate());
            decay.kernel[k] = s.times(decay.membrane)
                    .times(phi(1, unit.beta.value.minus(alpha).times(s)));
        }
        return decay;
    }

    /** Σ I_k − β(ϑ − leak) at all times between two states. */
    private X drive(Unit unit, State from, State to) {
        X drive = unit.beta.value.times(unit.top).negate();
        for (int k = 0; k < from.i.length; k++) {
            drive = drive.plus(from.i[k].hull(to.i[k]));
        }
        return drive;
    }

    private void replay(Unit unit) {
        State state = unit.start;
        BigDecimal now = BigDecimal.ZERO;
        int piece = 0;
        String at = "/certificate/pieces/" + unit.name + "/";
        for (int e = 1; e < unit.events.size() || now.compareTo(unit.until) < 0; ) {
            int first = e;
            BigDecimal to = now;
            for (; e < unit.events.size() && unit.events.get(e).lo.compareTo(to) <= 0; e++) {
                to = to.max(unit.events.get(e).time.hi());
            }
            if (first == e) {
                to = e < unit.events.size() ? unit.events.get(e).lo.min(unit.until) : unit.until;
                BigDecimal split = answer.containsKey(at + piece) ? decimal(answer.get(at + piece), at) : to;
                piece += split.compareTo(to) < 0 ? 1 : 0;
                to = split.min(to);
                require(to.compareTo(now) > 0, at + piece, "is in no stretch between events");
            }
            state = step(unit, state, now, to, unit.events.subList(first, e));
            now = to;
        }
        require(!answer.containsKey(at + piece), at + piece, "is in no stretch between events");
    }

    /** Proves that V stays below the threshold on [now, to], but for the crossing of a claimed spike; the state at its end. */
    private State step(Unit unit, State state, BigDecimal now, BigDecimal to, List<Event> batch) {
        X length = x(to.subtract(now));
        State right = state.after(decay(unit, length));
        X drive = drive(unit, state, right);
        X level = state.v;
        boolean rising = batch.isEmpty() && drive.positive();
        boolean silent = rising && right.v.below(unit.top);
        BigDecimal most = drive.hi();
        Event spike = batch.isEmpty() || !batch.get(0).isSpike() ? null : batch.get(0);
        if (spike != null) {
            require(drive.positive(), unit.name, "the slope is not proved positive");
            require(unit.top.below(right.v), unit.name, "the threshold is not proved to be reached");
            level = unit.bottom;
            State at = state.after(decay(unit, spike.time.minus(x(now))));
            right = new State(level, at.i).after(decay(unit, x(to).minus(spike.time)));
        }
        for (Event event : spike == null ? batch : batch.subList(1, batch.size())) {
            boolean ordered = !event.isSpike() && (spike == null || event.key.equals(spike.key));
            require(ordered, unit.name, "the order of its events from " + now + " to " + to + " is not proved");
            if (spike != null) {
                spike.tied |= event.cause != spike && !event.synapse.jump.isZero();
            }
            right = right.plus(event.synapse, decay(unit, x(to).minus(event.time)));
            most = most.add(event.synapse.jump.hi().max(BigDecimal.ZERO), up);
        }
        X rise = x(most.max(BigDecimal.ZERO)).times(length).times(phi(1, unit.beta.value.times(length)));
        require(
                silent || level.plus(rise).below(unit.top),
                unit.name,
                "silence is not proved from " + now + " to " + to);
        return right;
    }

    /** The states just after the events, at the enclosed times. */
    private void trace(Unit unit) {
        Decay still = decay(unit, zero);
        State state = unit.start;
        for (int e = 0; e < unit.events.size(); e++) {
            Event event = unit.events.get(e);
            event.slope = drive(unit, state, state);
            event.after = event.isSpike()
                    ? new State(unit.bottom, state.i)
                    : event.synapse == null ? state : state.plus(event.synapse, still);
            X next = e + 1 < unit.events.size() ? unit.events.get(e + 1).time : end;
            event.untilNext = decay(unit, next.minus(event.time));
            state = event.after.after(event.untilNext);
        }
    }

    // ------------------------------------------------------------------ losses of a potential (K7)

    /** c sᵐ e^{−as}. */
    private record Term(X c, int m, X a) {}

    /** ∫ ½(V − target)² or, where there is no target, ∫ weight·V·e^{−κt}. */
    private record Density(X target, X weight, X kappa) {}

    /** ∫ of the product of two sums over [0, s], from ∫ sᵐ e^{−as} = m! s^{m+1} e^{−as} φ_{m+1}(as). */
    private X integral(List<Term> f, List<Term> g, X s) {
        X total = zero;
        for (Term t : f) {
            for (Term u : g) {
                X y = t.a.plus(u.a).times(s);
                X part = t.c.times(u.c).times(s).times(phi(0, y.negate())).times(phi(t.m + u.m + 1, y));
                for (int k = 1; k <= t.m + u.m; k++) {
                    part = part.times(s).times(x(BigDecimal.valueOf(k)));
                }
                total = total.plus(part);
            }
        }
        return total;
    }

    private static List<Term> sum(List<Term> f, X c, List<Term> g) {
        List<Term> sum = new ArrayList<>(f);
        g.forEach(term -> sum.add(new Term(c.times(term.c), term.m, term.a)));
        return sum;
    }

    /** (e^{−as} − e^{−bs})/(b − a), or its derivative by a. */
    private List<Term> kernel(Real a, Real b, boolean byRate) {
        if (a.exact.equals(b.exact)) {
            return List.of(new Term(byRate ? ratio(ONE.negate(), new BigDecimal(2)) : one, byRate ? 2 : 1, a.value));
        }
        X c = one.over(b.value.minus(a.value));
        X d = byRate ? c.times(c) : c;
        List<Term> difference = List.of(new Term(d, 0, a.value), new Term(d.negate(), 0, b.value));
        return byRate ? sum(difference, c.negate(), List.of(new Term(one, 1, a.value))) : difference;
    }

    /** The loss, and for each event the derivatives of its part up to the next by leak, V, β, and each current and its rate. */
    private X integrated(Unit unit, Density density) {
        unit.density = density;
        X value = zero;
        for (int e = 0; e < unit.events.size(); e++) {
            Event event = unit.events.get(e);
            Event next = e + 1 < unit.events.size() ? unit.events.get(e + 1) : event;
            boolean ordered =
                    event.synapse == null || next == event || event.time.hi().compareTo(next.lo) <= 0;
            require(
                    ordered || event.key.equals(next.key),
                    unit.name,
                    "the order of arrivals at the loss is not proved");
            State state = event.after;
            X s = event.untilNext.s;
            List<List<Term>> by = new ArrayList<>();
            by.add(List.of(new Term(one, 0, zero), new Term(one.negate(), 0, unit.beta.value)));
            by.add(List.of(new Term(one, 0, unit.beta.value)));
            by.add(List.of(new Term(state.v.negate(), 1, unit.beta.value)));
            List<Term> potential = sum(List.of(new Term(unit.leak.value, 0, zero)), state.v, by.get(1));
            for (int k = 0; k < state.i.length; k++) {
                by.add(kernel(unit.alphas.get(k), unit.beta, false));
                by.add(kernel(unit.alphas.get(k), unit.beta, true));
                by.set(2, sum(by.get(2), state.i[k], kernel(unit.beta, unit.alphas.get(k), true)));
                potential = sum(potential, state.i[k], kernel(unit.alphas.get(k), unit.beta, false));
            }
            boolean square = density.target != null;
            List<Term> slope = square
                    ? sum(potential, one, List.of(new Term(density.target.negate(), 0, zero)))
                    : List.of(new Term(discount(density, event.time), 0, density.kappa));
            X part = integral(slope, square ? slope : potential, s);
            value = value.plus(square ? part.over(two) : part);
            event.lossBy = by.stream().map(sum -> integral(slope, sum, s)).toArray(X[]::new);
        }
        return value;
    }

    private X discount(Density density, X time) {
        return density.weight.times(phi(0, density.kappa.times(time).negate()));
    }

    /** The density at the threshold less that at the reset. */
    private X jump(Unit unit, X time) {
        X middle = unit.top.plus(unit.bottom).over(two).plus(unit.leak.value);
        X slope = unit.density.target == null ? discount(unit.density, time) : middle.minus(unit.density.target);
        return unit.top.minus(unit.bottom).times(slope);
    }

    // ------------------------------------------------------------------ the transposed solve (K6)

    /**
     * The derivatives by all reals of the function with these partial derivatives by spike times, and of the integral over
     * potentials if {@code ofPotentials}; false if they are one-sided by a tie.
     */
    private boolean sweep(Map<Event, X> partial, boolean ofPotentials) {
        reals.values().forEach(real -> real.derivative = zero);
        events.forEach(event -> event.derivative = partial.getOrDefault(event, zero));
        for (Unit unit : neurons()) {
            unit.felt = false;
            unit.p = zero;
            unit.q = unit.start.i.clone();
            unit.a = unit.start.i.clone();
        }
        for (int e = events.size() - 1; e >= 0; e--) {
            Event event = events.get(e);
            Unit unit = event.unit;
            boolean density = ofPotentials && unit.density != null;
            if (unit.felt || density) {
                back(event, density);
            }
            if (event.isSpike()) {
                // V'(f⁺) = V'(f⁻) + β(ϑ − r): the restart moves with the spike.
                X restart = event.slope.plus(unit.beta.value.times(unit.top.minus(unit.bottom)));
                X total = event.derivative.minus(unit.p.times(restart));
                total = density ? total.plus(jump(unit, event.time)) : total;
                unit.reset.add(unit.p);
                unit.p = total.isZero() ? zero : total.over(event.slope).negate();
                unit.threshold.add(unit.p.negate());
                unit.felt |= !total.isZero();
                if (event.tied && !total.isZero()) {
                    return false;
                }
            } else if (event.synapse == null) {
                unit.initial.add(unit.p);
            } else if (unit.felt) {
                Synapse synapse = event.synapse;
                X q = unit.q[synapse.k];
                X moved = synapse.jump.times(synapse.rate.value.times(q).minus(unit.p));
                synapse.weight.add(current ? q.times(unit.beta.value) : q);
                synapse.rate.add(synapse.jump.times(unit.a[synapse.k]));
                synapse.delay.add(moved);
                if (current) {
                    unit.beta.add(q.times(synapse.weight.value));
                }
                if (event.cause == null) {
                    event.input.add(moved);
                } else {
                    event.cause.derivative = event.cause.derivative.plus(moved);
                }
            }
        }
        return true;
    }

    /** P, Q_k and A_k just after an event, from those just before the next. */
    private void back(Event event, boolean density) {
        Unit unit = event.unit;
        X s = event.untilNext.s;
        X decayed = unit.p.times(event.untilNext.membrane);
        X beta = event.after.v.times(s).times(decayed).negate();
        X leak = unit.p.minus(decayed);
        for (int k = 0; k < unit.q.length; k++) {
            X fall = event.untilNext.current[k];
            X delta = unit.beta.value.minus(unit.alphas.get(k).value).times(s);
            X byRate = s.times(s).times(fall).times(phi(2, delta.negate())).negate();
            beta = beta.minus(
                    event.after.i[k].times(s).times(s).times(phi(2, delta)).times(decayed));
            unit.a[k] = fall.times(unit.a[k].minus(s.times(unit.q[k]))).plus(unit.p.times(byRate));
            unit.q[k] = fall.times(unit.q[k]).plus(unit.p.times(event.untilNext.kernel[k]));
            if (density) {
                unit.q[k] = unit.q[k].plus(event.lossBy[3 + 2 * k]);
                unit.a[k] = unit.a[k].plus(event.lossBy[4 + 2 * k]);
            }
        }
        unit.p = density ? decayed.plus(event.lossBy[1]) : decayed;
        unit.leak.add(density ? leak.plus(event.lossBy[0]) : leak);
        unit.beta.add(density ? beta.plus(event.lossBy[2]) : beta);
        unit.felt = true;
    }

    // ------------------------------------------------------------------ losses (K7)

    private final Map<Event, X> partial = new LinkedHashMap<>();
    private X odds;

    /** The loss less log(1 + odds), and its partial derivatives; null if it needs a spike that does not happen. */
    private X loss() {
        odds = zero;
        X value = zero;
        String kind = net.get("/loss/kind");
        if (kind.equals("spike-time-square")) {
            for (int n = 0; net.containsKey("/loss/targets/" + n); n++) {
                String at = "/loss/targets/" + n;
                Event late = spike(net.get(at + "/0"), net.get(at + "/1"), Integer.parseInt(net.get(at + "/2")));
                if (late == null) {
                    return null;
                }
                X miss = late.time.minus(lossReal("targets/" + n + "/3"));
                partial.merge(late, miss, X::plus);
                value = value.plus(miss.times(miss).over(two));
            }
        } else if (kind.equals("first-spike-cross-entropy")) {
            Event label = spike(net.get("/loss/population"), net.get("/loss/label"), 0);
            if (label == null) {
                return null;
            }
            X late = label.time.over(lossReal("tau1"));
            for (Unit other : groups.get(net.get("/loss/population"))) {
                if (other != label.unit && !other.train.isEmpty()) {
                    Event first = other.train.get(0);
                    partial.put(first, phi(0, label.time.minus(first.time).over(lossReal("tau0"))));
                    odds = odds.plus(partial.get(first));
                }
            }
            X total = odds.plus(one).times(lossReal("tau0"));
            partial.replaceAll((spike, odd) -> odd.over(total).negate());
            X slope = lossReal("gamma").times(phi(0, late)).over(lossReal("tau1"));
            partial.put(label, odds.over(total).plus(slope));
            value = lossReal("gamma").times(late).times(phi(1, late));
        } else {
            boolean square = kind.equals("voltage-square");
            require(square || kind.equals("voltage-integral"), "/loss/kind", "is unknown");
            List<Unit> group = groups.get(net.get("/loss/population"));
            for (int n = 0; n < group.size(); n++) {
                if (!square || n == Integer.parseInt(net.get("/loss/neuron"))) {
                    Density density = square
                            ? new Density(lossReal("target"), one, zero)
                            : new Density(
                                    null,
                                    lossReal("weights/" + n),
                                    net.containsKey("/loss/kappa") ? lossReal("kappa") : zero);
                    value = value.plus(integrated(group.get(n), density));
                }
            }
        }
        return value;
    }

    private X lossReal(String field) {
        return new Real(net.get("/loss/" + field), false, "/loss/" + field).value;
    }

    private Event spike(String population, String neuron, int index) {
        List<Event> train = groups.get(population).get(Integer.parseInt(neuron)).train;
        return index < train.size() ? train.get(index) : null;
    }

    // ------------------------------------------------------------------ what is printed (K8)

    private String prove(String sha256) {
        boolean undecided = answer.containsKey("/undecided");
        require("goldspike-answer/1".equals(answer.get("/format")), "/format", "is not a goldspike-answer/1");
        require(
                (undecided ? "undecided" : "certified").equals(answer.get("/status")),
                "/status",
                "is not what is verified");
        boolean same = net.getOrDefault("/id", "").equals(answer.get("/network/id"));
        require(same && sha256.equals(answer.get("/network/sha256")), "/network", "the answer is for another network");
        for (String section : List.of("/spikes", "/slopes", "/certificate/spikes", "/certificate/pieces")) {
            require(answer.containsKey(section), section, "is missing");
        }
        readUntil();
        readClaims();
        identify();
        neurons().stream().filter(unit -> unit.threshold != null).forEach(this::replay);
        neurons().forEach(this::trace);
        Map<String, Event> spikes = new LinkedHashMap<>();
        neurons()
                .forEach(unit ->
                        unit.train.forEach(spike -> spikes.put(unit.name + "/" + unit.train.indexOf(spike), spike)));
        printed("/spikes/", values(spikes, spike -> spike.time), true);
        printed("/slopes/", values(spikes, spike -> spike.slope), true);
        String where = undecided ? "otherwise silence up to what is affected" : "silence otherwise";
        StringBuilder proved = new StringBuilder("accepted: " + spikes.size() + " spikes and their slopes, " + where);
        for (String field : List.of("/loss", "/gradient", "/jacobian", "/condition")) {
            boolean whole = neurons().stream().allMatch(this::complete);
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
        Stream.of("nearest", "notes")
                .filter(field -> answer.containsKey("/" + field))
                .forEach(
                        field -> proved.append("; not proved by this checker: ").append(field));
        return proved.append(undecided ? "; the rest is undecided" : "").toString();
    }

    private static <T> Map<String, X> values(Map<String, T> named, Function<T, X> value) {
        Map<String, X> values = new LinkedHashMap<>();
        named.forEach((name, of) -> values.put(name, value.apply(of)));
        return values;
    }

    /** Every decimal of a section is an expected one, and right; there are all of them, unless null may stand for some. */
    private void printed(String section, Map<String, X> expected, boolean all) {
        int count = 0;
        for (Map.Entry<String, String> entry : answer.entrySet()) {
            String at = entry.getKey();
            if (at.startsWith(section)
                    && !at.endsWith("/undefined")
                    && !List.of("[", "{", "null").contains(entry.getValue())) {
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
        boolean near = value.subtract(value.ulp()).compareTo(enclosure.lo()) < 0
                && value.add(value.ulp()).compareTo(enclosure.hi()) > 0;
        boolean right = enclosure.isZero() || text.equals("0") ? enclosure.isZero() && text.equals("0") : full && near;
        require(right, at, "is not proved to be right to a unit of the last of " + digits + " digits");
    }

    /** The loss, its gradient and its condition number; undefined where a spike is missing, or a tie makes derivatives one-sided. */
    private String printedLoss() {
        X value = loss();
        boolean smooth = value != null && sweep(partial, true);
        Map<String, X> ofLoss = new HashMap<>();
        Map<String, X> derivatives = new HashMap<>();
        if (value != null && !odds.isZero() && answer.containsKey("/loss")) {
            // log(1 + odds) is within a unit of print − value if odds is between the expm1 of the ends of that
            // interval.
            BigDecimal print = decimal(answer.get("/loss/value"), "/loss/value");
            X least = x(print.subtract(print.ulp())).minus(value);
            X most = x(print.add(print.ulp())).minus(value);
            boolean near = least.times(phi(1, least)).below(odds) && odds.below(most.times(phi(1, most)));
            require(near, "/loss/value", "is not proved to be right to a unit of its last place");
            value = new X(print, print.ulp().movePointLeft(3));
        }
        if (value != null) {
            ofLoss.put("value", value);
        }
        if (smooth) {
            ofLoss.put("condition", condition(value));
            reals.forEach((name, real) -> derivatives.put(name, real.derivative));
            derivatives.keySet().removeIf(name -> !answer.containsKey("/gradient/" + name.split("/")[0]));
        }
        boolean undefined = answer.containsKey("/loss/undefined") == (value == null) || !answer.containsKey("/loss");
        require(undefined, "/loss", "is undefined if and only if it needs a spike that does not happen");
        undefined = answer.containsKey("/gradient/undefined") == !smooth || !answer.containsKey("/gradient");
        require(undefined, "/gradient", "is undefined if and only if the loss is, or if a tie makes it one-sided");
        printed("/loss/", ofLoss, false);
        printed("/gradient/", derivatives, answer.containsKey("/gradient"));
        return value == null ? ", loss undefined" : smooth ? ", loss and gradient" : ", loss, gradient undefined";
    }

    /** Σ |p ∂f/∂p| / |f| after a sweep for f. */
    private X condition(X f) {
        X sum = zero;
        for (Real real : reals.values()) {
            X change = real.given.times(real.derivative);
            sum = sum.plus(change.m.signum() < 0 ? change.negate() : change);
        }
        return f.m.signum() == 0 ? zero : sum.over(f.m.signum() < 0 ? f.negate() : f);
    }

    /** The derivatives of all spikes, one sweep for each: Jacobian and condition numbers. */
    private void printedDerivatives(Map<String, Event> spikes) {
        Set<String> all = new HashSet<>();
        reals.keySet().forEach(name -> all.add(name.split("/")[0]));
        Set<String> kinds = new HashSet<>(all);
        kinds.removeIf(kind -> !answer.containsKey("/gradient/" + kind));
        for (int n = 0; answer.containsKey("/jacobian/" + n); n++) {
            String at = "/jacobian/" + n;
            for (String kind : all) {
                String entry = at + "/" + kind.replaceFirst("(weight|delay|input)s", "$1");
                if (answer.containsKey(entry)) {
                    kinds.add(kind);
                    String row = joined(at + "/spike") + "/" + kind + joined(entry);
                    require(answer.put("/rows" + row, answer.get(at + "/value")) == null, at, "comes twice");
                }
            }
        }
        Set<String> wanted = kinds.isEmpty() ? Set.of("weights") : kinds;
        Map<String, X> conditions = new HashMap<>();
        Map<String, X> rows = new HashMap<>();
        spikes.forEach((spike, event) -> {
            boolean smooth = sweep(Map.of(event, one), false);
            boolean undecided = answer.containsKey("/undecided") || !answer.containsKey("/jacobian");
            require(smooth || undecided, "/jacobian", "the derivatives of " + spike + " are one-sided");
            reals.forEach((name, real) -> {
                if (smooth && wanted.contains(name.split("/")[0]) && !real.derivative.isZero()) {
                    String file = name.startsWith("alpha/") ? name.replaceFirst("/(pre|post)", "") : name;
                    rows.put(spike + "/" + file, real.derivative);
                }
            });
            if (smooth) {
                conditions.put(spike, condition(event.time));
            }
        });
        printed("/rows/", rows, answer.containsKey("/jacobian"));
        printed("/condition/", conditions, false);
    }

    private String joined(String pointer) {
        String joined = "";
        for (int k = 0; answer.containsKey(pointer + "/" + k); k++) {
            joined += "/" + answer.get(pointer + "/" + k);
        }
        return joined;
    }
}
