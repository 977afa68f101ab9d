package io.github.goldspike.checker;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Re-proves a certified answer from the network, the answer and its certificate, and trusts nothing else: JDK classes only, no
 * search, intervals of decimals rounded outwards. What is proved, and why that suffices, is in proofs-notes/certificate.md; the
 * names K1 to K7 refer to it.
 */
public final class Checker {

    /**
     * The outcome.
     *
     * @param status 0 if everything that is printed was proved, 1 if not, 2 if a file is not what it should be
     * @param line one line: what was proved, or where and why it was not
     */
    public record Verdict(int status, String line) {}

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Stop(int status, String line) {
            super(line, null, false, false);
            this.status = status;
        }
    }

    private static Stop refused(String where, String why) {
        return new Stop(1, where + ": " + why);
    }

    private static void require(boolean proved, String where, String why) {
        if (!proved) {
            throw refused(where, why);
        }
    }

    /** {@code java Checker.java NETWORK ANSWER}. */
    public static void main(String[] files) throws IOException {
        if (files.length != 2) {
            System.err.println("usage: java Checker.java NETWORK ANSWER");
            System.exit(2);
        }
        Verdict verdict = check(Files.readAllBytes(Path.of(files[0])), Files.readAllBytes(Path.of(files[1])));
        System.out.println(verdict.line);
        System.exit(verdict.status);
    }

    /** Checks an answer file against a network file. */
    public static Verdict check(byte[] network, byte[] answer) {
        try {
            Map<String, Object> fields = map(Json.read(network, "network"), "network");
            Map<String, Object> claims = map(Json.read(answer, "answer"), "answer");
            Checker checker = new Checker(workingDigits(claims));
            try {
                checker.readNetwork(fields);
            } catch (Stop stop) {
                throw new Stop(2, stop.getMessage());
            }
            return new Verdict(0, checker.prove(fields.get("id"), sha256(network), claims));
        } catch (Stop stop) {
            return new Verdict(stop.status, (stop.status == 1 ? "refused: " : "bad input: ") + stop.getMessage());
        } catch (ArithmeticException | StackOverflowError beyond) {
            return new Verdict(1, "refused: a number is beyond what the checker computes with: " + beyond);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ------------------------------------------------------------------ reading JSON

    private record Number(String text) {}

    /** Marks, strings, words and numbers, in this order; white space before each. */
    private static final Pattern TOKEN = Pattern.compile("[ \\t\\r\\n]*+(?:([\\[\\]{}:,])"
            + "|\"((?:[^\"\\\\\\x00-\\x1f]++|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+)\""
            + "|(null|true|false)|(-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)|\\z)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(....)|(.))");

    private static final class Json {
        private final Matcher token;
        private final String file;

        private Json(CharSequence text, String file) {
            this.token = TOKEN.matcher(text);
            this.file = file;
        }

        static Object read(byte[] bytes, String file) {
            try {
                Json json = new Json(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)), file);
                Object value = json.value(json.next(), 0);
                json.require(json.next().isBlank());
                return value;
            } catch (CharacterCodingException notText) {
                throw new Stop(2, file + ": is not UTF-8");
            }
        }

        private void require(boolean valid) {
            if (!valid) {
                throw new Stop(2, file + ": is not JSON, or has a field twice, near character " + token.regionStart());
            }
        }

        private String next() {
            require(token.lookingAt());
            String next = token.group().trim();
            token.region(token.end(), token.regionEnd());
            return next;
        }

        private Object value(String first, int depth) {
            require(depth < 50 && !first.isEmpty());
            if (first.equals("{") || first.equals("[")) {
                Map<String, Object> map = new LinkedHashMap<>();
                List<Object> list = new ArrayList<>();
                boolean object = first.equals("{");
                String end = object ? "}" : "]";
                for (String at = next(); !at.equals(end); ) {
                    if (object) {
                        require(at.startsWith("\""));
                        String name = (String) value(at, depth);
                        require(next().equals(":") && !map.containsKey(name));
                        map.put(name, value(next(), depth + 1));
                    } else {
                        list.add(value(at, depth + 1));
                    }
                    at = next();
                    require(at.equals(end) || at.equals(","));
                    if (at.equals(",")) {
                        at = next();
                        require(!at.equals(end));
                    }
                }
                return object ? map : list;
            } else if (first.startsWith("\"")) {
                return ESCAPE.matcher(first.substring(1, first.length() - 1)).replaceAll(Json::unescaped);
            }
            require(Character.isLetterOrDigit(first.charAt(0)) || first.charAt(0) == '-');
            boolean word = first.equals("true") || first.equals("false");
            return first.equals("null") ? null : word ? Boolean.valueOf(first) : new Number(first);
        }

        private static String unescaped(MatchResult escape) {
            char c = escape.group(1) != null
                    ? (char) Integer.parseInt(escape.group(1), 16)
                    : "\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(escape.group(2)));
            return Matcher.quoteReplacement(String.valueOf(c));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value, String where) {
        require(value instanceof Map, where, "an object is expected");
        return (Map<String, Object>) value;
    }

    /** An object that has no other fields than these. */
    private static Map<String, Object> map(Object value, String where, String... allowed) {
        Map<String, Object> map = map(value, where);
        for (String name : map.keySet()) {
            require(List.of(allowed).contains(name), where, "the field \"" + name + "\" is not checked");
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value, String where) {
        require(value instanceof List, where, "a list is expected");
        return (List<Object>) value;
    }

    private static List<Object> list(Object value, int size, String where) {
        List<Object> list = list(value, where);
        require(list.size() == size, where, "a list of " + size + " is expected, but it has " + list.size());
        return list;
    }

    private static String string(Object value, String where) {
        require(value instanceof String, where, "a string is expected");
        return (String) value;
    }

    private static int integer(Object value, String where) {
        require(value instanceof Number n && n.text.matches("0|[1-9][0-9]{0,8}"), where, "an integer is expected");
        return Integer.parseInt(((Number) value).text);
    }

    /** A decimal string that an answer prints. */
    private static BigDecimal decimal(Object value, String where) {
        String text = string(value, where);
        require(text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,6})?"), where, "a decimal is expected");
        return new BigDecimal(text);
    }

    // ------------------------------------------------------------------ exact rationals

    private record Q(BigInteger n, BigInteger d) {
        static final Q ZERO = new Q(BigInteger.ZERO, BigInteger.ONE);
        static final Q ONE = new Q(BigInteger.ONE, BigInteger.ONE);

        Q {
            require(d.signum() != 0, "a real", "division by zero");
            BigInteger common = d.signum() < 0 ? n.gcd(d).negate() : n.gcd(d);
            n = n.divide(common);
            d = d.divide(common);
        }

        static Q of(Object value, String where) {
            require(value instanceof String || value instanceof Number, where, "a real is expected");
            String text = value instanceof Number number ? number.text : (String) value;
            require(text.length() <= 10_000, where, "a real of more than 10,000 characters");
            String digits = "([+-]?)(%1$s+\\.?%1$s*|\\.%1$s+)";
            Matcher decimal = Pattern.compile(String.format(digits, "[0-9]") + "(?:[eE]([+-]?[0-9]{1,6}))?")
                    .matcher(text);
            Matcher hexadecimal = Pattern.compile(String.format(digits, "[0-9a-fA-F]")
                                    .replaceFirst("\\?\\)", "?)0[xX]") + "[pP]([+-]?[0-9]{1,6})")
                    .matcher(text);
            if (decimal.matches()) {
                return scaled(decimal, 10, 10, 1);
            } else if (hexadecimal.matches()) {
                return scaled(hexadecimal, 16, 2, 4);
            }
            require(text.matches("[+-]?[0-9]+/[0-9]+"), where, "a real is expected");
            int slash = text.indexOf('/');
            return new Q(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
        }

        private static Q scaled(Matcher parts, int radix, int base, int exponentOfDigit) {
            String digits = parts.group(2).replace(".", "");
            int point = parts.group(2).indexOf('.');
            int exponent = (parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)))
                    - (point < 0 ? 0 : exponentOfDigit * (digits.length() - point));
            require(Math.abs(exponent) <= 140_000, "a real", "an exponent beyond 100,000");
            BigInteger unscaled = new BigInteger(parts.group(1) + digits, radix);
            BigInteger power = BigInteger.valueOf(base).pow(Math.abs(exponent));
            return exponent < 0 ? new Q(unscaled, power) : new Q(unscaled.multiply(power), BigInteger.ONE);
        }

        Q plus(Q o) {
            return new Q(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        Q minus(Q o) {
            return new Q(n.multiply(o.d).subtract(o.n.multiply(d)), d.multiply(o.d));
        }

        Q times(Q o) {
            return new Q(n.multiply(o.n), d.multiply(o.d));
        }

        Q inverse() {
            return new Q(d, n);
        }

        int signum() {
            return n.signum();
        }
    }

    // ------------------------------------------------------------------ intervals of decimals, rounded outwards (K1)

    private final int digits;
    private final MathContext down;
    private final MathContext up;
    private final X zero = new X(BigDecimal.ZERO, BigDecimal.ZERO);
    private final X one = new X(BigDecimal.ONE, BigDecimal.ONE);

    private Checker(int digits) {
        this.digits = digits;
        down = new MathContext(digits, RoundingMode.FLOOR);
        up = new MathContext(digits, RoundingMode.CEILING);
    }

    private final class X {
        private final BigDecimal lo;
        private final BigDecimal hi;

        X(BigDecimal lo, BigDecimal hi) {
            this.lo = lo;
            this.hi = hi;
        }

        X plus(X o) {
            return new X(lo.add(o.lo, down), hi.add(o.hi, up));
        }

        X minus(X o) {
            return new X(lo.subtract(o.hi, down), hi.subtract(o.lo, up));
        }

        X negate() {
            return new X(hi.negate(), lo.negate());
        }

        X times(X o) {
            if (isZero() || o.isZero()) {
                return zero;
            } else if (lo.signum() >= 0) {
                BigDecimal least = o.lo.signum() >= 0 ? lo : hi;
                BigDecimal most = o.hi.signum() >= 0 ? hi : lo;
                return new X(least.multiply(o.lo, down), most.multiply(o.hi, up));
            } else if (hi.signum() <= 0) {
                return negate().times(o).negate();
            } else if (o.lo.signum() >= 0 || o.hi.signum() <= 0) {
                return o.times(this);
            }
            return new X(
                    lo.multiply(o.hi, down).min(hi.multiply(o.lo, down)),
                    lo.multiply(o.lo, up).max(hi.multiply(o.hi, up)));
        }

        X over(X o) {
            require(o.lo.signum() > 0 || o.hi.signum() < 0, "arithmetic", "a divisor is not separated from zero");
            return times(new X(BigDecimal.ONE.divide(o.hi, down), BigDecimal.ONE.divide(o.lo, up)));
        }

        X hull(X o) {
            return new X(lo.min(o.lo), hi.max(o.hi));
        }

        BigDecimal magnitude() {
            return lo.negate().max(hi);
        }

        boolean isZero() {
            return lo.signum() == 0 && hi.signum() == 0;
        }

        boolean isPositive() {
            return lo.signum() > 0;
        }

        boolean isNegative() {
            return hi.signum() < 0;
        }
    }

    private X x(Q q) {
        BigDecimal n = new BigDecimal(q.n);
        BigDecimal d = new BigDecimal(q.d);
        return new X(n.divide(d, down), n.divide(d, up));
    }

    private X x(BigDecimal point) {
        return new X(point.round(down), point.round(up));
    }

    private X x(int n) {
        return x(BigDecimal.valueOf(n));
    }

    // ------------------------------------------------------------------ the exponential and (e^y − 1)/y (K2)

    /** Σ yⁿ k!/(n+k)! for |y| ≤ ½; what is left out is less than the last term. */
    private X series(X y, int k) {
        require(y.magnitude().compareTo(new BigDecimal("0.5")) <= 0, "arithmetic", "an interval is too wide");
        X sum = one;
        X term = one;
        for (int n = 1;
                term.magnitude().signum() != 0
                        && term.magnitude().compareTo(BigDecimal.ONE.movePointLeft(digits + 3)) > 0;
                n++) {
            term = term.times(y).over(x(n + k));
            sum = sum.plus(term);
        }
        BigDecimal rest = term.magnitude();
        return rest.signum() == 0 ? sum : sum.plus(new X(rest.negate(), rest));
    }

    /** e^y of one number: the series after k halvings, then k squarings. */
    private X exp(BigDecimal y) {
        if (y.signum() == 0) {
            return one;
        } else if (y.signum() > 0) {
            return one.over(exp(y.negate()));
        } else if (y.compareTo(BigDecimal.valueOf(-1_000_000)) < 0) {
            return new X(BigDecimal.ZERO, new BigDecimal("1e-400000"));
        }
        boolean small = y.compareTo(new BigDecimal("-0.004")) > 0;
        int halvings = small ? 0 : y.toBigInteger().bitLength() + 8;
        X power = series(x(y).over(x(1 << halvings)), 0);
        for (int k = 0; k < halvings; k++) {
            power = power.times(power);
        }
        return power;
    }

    /** e^y: monotone, and e^w ≤ 1/(1 − w) for 0 ≤ w < 1. */
    private X exp(X y) {
        BigDecimal width = y.hi.subtract(y.lo, up);
        if (width.compareTo(new BigDecimal("0.25")) < 0) {
            X growth = one.over(one.minus(new X(BigDecimal.ZERO, width)));
            return exp(y.lo).times(growth);
        }
        return new X(exp(y.lo).lo, exp(y.hi).hi);
    }

    /** φ(y) = (e^y − 1)/y = ∫₀¹ e^{ty} dt, φ(0) = 1: increasing in y. */
    private X phi(X y) {
        X least = phi(y.lo);
        return new X(least.lo, y.lo.compareTo(y.hi) == 0 ? least.hi : phi(y.hi).hi);
    }

    private X phi(BigDecimal y) {
        return y.abs().compareTo(new BigDecimal("0.125")) < 0
                ? series(x(y), 1)
                : exp(y).minus(one).over(x(y));
    }

    private X expm1(X y) {
        return y.times(phi(y));
    }

    // ------------------------------------------------------------------ the network

    private final class Neuron {
        private String name;
        private boolean spiking;
        private Q beta;
        private final List<Object> constants = new ArrayList<>();
        private X rate;
        // Potentials count from the leak.
        private X initial;
        private X threshold = zero;
        private X reset = zero;
        private X leak;
        private final List<Q> alphas = new ArrayList<>();
        private final List<X> alpha = new ArrayList<>();
        private final List<Integer> outgoing = new ArrayList<>();
        private final List<Spike> train = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private List<BigDecimal> pieces = List.of();
        // The sweep: P, Q_k and the event at which they stand; the density of a loss of this potential.
        private X p;
        private X[] q;
        private Event standsAt;
        private Density density;
    }

    private record Group(int first, int size, boolean source, boolean spiking) {}

    private record Synapse(
            int id, int projection, List<Integer> place, int target, int k, Q weight, Q factor, Q delay) {}

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Neuron> neurons = new ArrayList<>();
    private final List<List<Q>> sources = new ArrayList<>();
    private final List<List<Integer>> sourceOutgoing = new ArrayList<>();
    private final List<Synapse> synapses = new ArrayList<>();
    private final List<Map<String, Object>> projections = new ArrayList<>();
    private Q horizon;
    private X end;
    private boolean currentConvention;
    private Map<String, Object> loss;

    private void readNetwork(Map<String, Object> fields) {
        map(fields, "network", "format", "id", "convention", "horizon", "populations", "projections", "loss");
        require("goldspike-network/1".equals(fields.get("format")), "/format", "not a goldspike-network/1");
        Object convention = fields.getOrDefault("convention", "kernel");
        currentConvention = "current".equals(convention);
        require(currentConvention || "kernel".equals(convention), "/convention", "kernel or current is expected");
        horizon = Q.of(fields.get("horizon"), "/horizon");
        require(horizon.signum() >= 0, "/horizon", "is negative");
        end = x(horizon);
        for (Object population : list(fields.get("populations"), "/populations")) {
            readPopulation(map(population, "/populations"));
        }
        for (Object projection : list(fields.get("projections"), "/projections")) {
            readProjection(
                    map(projection, "/projections", "from", "to", "alpha", "tau_syn", "weights", "synapses", "delays"));
        }
        loss = fields.containsKey("loss") ? map(fields.get("loss"), "/loss") : null;
    }

    /** The value of unit n: a scalar for all, or a list with one for each. */
    private static Object each(Object given, int size, int n, String where) {
        return given instanceof List ? list(given, size, where).get(n) : given;
    }

    /** An inverse time constant, given as such or as its inverse; exactly one of the two. */
    private static Q rate(Object rate, Object time, String where) {
        require((rate == null) != (time == null), where, "exactly one of rate and time constant is expected");
        Q given = Q.of(rate == null ? time : rate, where);
        require(given.signum() > 0, where, "a time constant is not positive");
        return rate == null ? given.inverse() : given;
    }

    private void readPopulation(Map<String, Object> population) {
        String name = string(population.get("name"), "/populations/name");
        require(!groups.containsKey(name), name, "two populations of this name");
        if (population.containsKey("spikes")) {
            map(population, name, "name", "spikes");
            List<Object> trains = list(population.get("spikes"), name);
            groups.put(name, new Group(sources.size(), trains.size(), true, false));
            for (Object train : trains) {
                List<Q> times = new ArrayList<>();
                for (Object time : list(train, name)) {
                    times.add(Q.of(time, name));
                    require(times.get(times.size() - 1).signum() >= 0, name, "a spike before time 0");
                }
                sources.add(times);
                sourceOutgoing.add(new ArrayList<>());
            }
            return;
        }
        map(population, name, "name", "size", "beta", "tau_mem", "threshold", "reset", "leak", "initial", "refractory");
        int size = integer(population.get("size"), name);
        int first = neurons.size();
        boolean spiking = false;
        require(population.containsKey("threshold"), name, "the threshold is missing");
        for (int n = 0; n < size; n++) {
            Neuron neuron = new Neuron();
            neuron.name = name + "/" + n;
            neuron.beta = rate(
                    each(population.get("beta"), size, n, name), each(population.get("tau_mem"), size, n, name), name);
            Object threshold = each(population.get("threshold"), size, n, name);
            Q reset = Q.of(each(population.getOrDefault("reset", "0"), size, n, name), name);
            Q leak = Q.of(each(population.getOrDefault("leak", "0"), size, n, name), name);
            Object start = population.get("initial");
            Q initial = start == null ? leak : Q.of(each(start, size, n, name), name);
            Object refractory = each(population.getOrDefault("refractory", "0"), size, n, name);
            require(Q.of(refractory, name).signum() == 0, name, "refractory periods are not supported by this checker");
            neuron.spiking = threshold != null;
            if (neuron.spiking) {
                Q bound = Q.of(threshold, name);
                require(reset.minus(bound).signum() < 0, name, "the reset is not below the threshold");
                require(initial.minus(bound).signum() < 0, name, "the initial potential is not below the threshold");
                neuron.threshold = x(bound.minus(leak));
                neuron.reset = x(reset.minus(leak));
                neuron.constants.addAll(List.of(neuron.beta, bound, reset, leak, initial));
            }
            neuron.rate = x(neuron.beta);
            neuron.initial = x(initial.minus(leak));
            neuron.leak = x(leak);
            spiking |= neuron.spiking;
            neurons.add(neuron);
        }
        groups.put(name, new Group(first, size, false, spiking));
    }

    private Group group(Object name, boolean ofNeurons, String where) {
        Group group = groups.get(string(name, where));
        require(group != null && !(ofNeurons && group.source), where, "no such population");
        return group;
    }

    private void readProjection(Map<String, Object> projection) {
        String where = "/projections/" + projections.size();
        Group from = group(projection.get("from"), false, where);
        Group to = group(projection.get("to"), true, where);
        boolean listed = projection.containsKey("synapses");
        require(listed != projection.containsKey("weights"), where, "exactly one of weights and synapses is expected");
        if (listed) {
            require(!projection.containsKey("delays"), where, "delays belong to weights");
            List<Object> entries = list(projection.get("synapses"), where);
            for (int index = 0; index < entries.size(); index++) {
                List<Object> entry = list(entries.get(index), where);
                require(entry.size() == 3 || entry.size() == 4, where, "three or four values are expected");
                Object delay = entry.size() == 4 ? entry.get(3) : "0";
                int pre = integer(entry.get(0), where);
                addSynapse(
                        projection, from, to, pre, integer(entry.get(1), where), entry.get(2), delay, List.of(index));
            }
        } else {
            List<Object> rows = list(projection.get("weights"), from.size, where);
            Object delays = projection.getOrDefault("delays", "0");
            for (int pre = 0; pre < from.size; pre++) {
                List<Object> row = list(rows.get(pre), to.size, where);
                Object delayRow = each(delays, from.size, pre, where);
                for (int post = 0; post < to.size; post++) {
                    Object delay = each(delayRow, to.size, post, where);
                    if (row.get(post) != null) {
                        addSynapse(projection, from, to, pre, post, row.get(post), delay, List.of(pre, post));
                    }
                }
            }
        }
        projections.add(projection);
    }

    private void addSynapse(
            Map<String, Object> projection,
            Group from,
            Group to,
            int pre,
            int post,
            Object weight,
            Object delay,
            List<Integer> place) {
        String where = "/projections/" + projections.size();
        require(pre < from.size && post < to.size, where, "no such unit");
        Neuron target = neurons.get(to.first + post);
        Q alpha = rate(
                along(projection.get("alpha"), from.size, to.size, pre, post, where),
                along(projection.get("tau_syn"), from.size, to.size, pre, post, where),
                where);
        if (!target.alphas.contains(alpha)) {
            target.alphas.add(alpha);
            target.alpha.add(x(alpha));
        }
        Q factor = currentConvention ? target.beta : Q.ONE;
        int id = synapses.size();
        Q time = Q.of(delay, where);
        require(time.signum() >= 0, where, "a delay is negative");
        synapses.add(new Synapse(
                id,
                projections.size(),
                place,
                to.first + post,
                target.alphas.indexOf(alpha),
                Q.of(weight, where).times(factor),
                factor,
                time));
        (from.source ? sourceOutgoing.get(from.first + pre) : neurons.get(from.first + pre).outgoing).add(id);
    }

    private static Object along(Object given, int pres, int posts, int pre, int post, String where) {
        if (!(given instanceof Map)) {
            require(!(given instanceof List), where, "a time constant is a scalar or an object");
            return given;
        }
        Map<String, Object> lists = map(given, where, "pre", "post");
        require(lists.size() == 1, where, "exactly one of pre and post is expected");
        return lists.containsKey("pre")
                ? list(lists.get("pre"), pres, where).get(pre)
                : list(lists.get("post"), posts, where).get(post);
    }

    // ------------------------------------------------------------------ what the certificate claims

    private final class Spike {
        private final Neuron neuron;
        private final int index;
        private final X time;
        private X slope;
        private boolean tied;
        private int identity;
        private X derivative;

        Spike(Neuron neuron, int index, X time) {
            this.neuron = neuron;
            this.index = index;
            this.time = time;
        }

        @Override
        public String toString() {
            return "spike " + index + " of " + neuron.name;
        }
    }

    /** A spike of the neuron, or the arrival of {@code source}'s spike (null: of an input) over a synapse. */
    private final class Event {
        private final Neuron neuron;
        private final X time;
        private final Spike spike;
        private final Synapse synapse;
        private final Spike source;
        private final Q input;
        private Decay untilNext;
        private X lossByPotential;
        private X[] lossByCurrent;

        Event(Neuron neuron, X time, Spike spike, Synapse synapse, Spike source, Q input) {
            this.neuron = neuron;
            this.time = time;
            this.spike = spike;
            this.synapse = synapse;
            this.source = source;
            this.input = input;
        }

        /** Equal keys are equal times (K5). */
        List<Object> key() {
            return source == null ? List.of(-1, input) : List.of(source.identity, synapse.delay);
        }
    }

    private final List<Event> events = new ArrayList<>();

    private static int workingDigits(Map<String, Object> answer) {
        Object status = answer.get("status");
        require(
                "certified".equals(status),
                "/status",
                "only \"certified\" answers are verified, this one is " + status);
        require(answer.containsKey("certificate"), "/certificate", "the answer has no certificate");
        Object digits = map(answer.get("certificate"), "/certificate").get("digits");
        int working = integer(digits, "/certificate/digits");
        require(working >= 5 && working <= 100_000, "/certificate/digits", "5 to 100,000 are possible");
        return working;
    }

    private void readCertificate(Map<String, Object> certificate) {
        map(certificate, "/certificate", "digits", "spikes", "pieces");
        Map<String, Object> spikes = ofSpiking(certificate.get("spikes"), "/certificate/spikes");
        Map<String, Object> pieces = ofSpiking(certificate.get("pieces"), "/certificate/pieces");
        groups.forEach((name, group) -> {
            for (int n = 0; group.spiking && n < group.size; n++) {
                Neuron neuron = neurons.get(group.first + n);
                for (Object entry :
                        list(list(spikes.get(name), group.size, name).get(n), neuron.name)) {
                    List<Object> ball = list(entry, 2, "/certificate of " + neuron.name);
                    BigDecimal centre = decimal(ball.get(0), neuron.name);
                    BigDecimal radius = decimal(ball.get(1), neuron.name);
                    require(radius.signum() >= 0 && centre.compareTo(radius) > 0, neuron.name, "not a time after 0");
                    X time = new X(centre.subtract(radius, down), centre.add(radius, up));
                    require(neuron.spiking, neuron.name, "it has no threshold, but a spike is claimed");
                    Spike spike = new Spike(neuron, neuron.train.size(), time);
                    neuron.train.add(spike);
                    require(time.hi.compareTo(end.lo) <= 0, spike.toString(), "not proved to be before the horizon");
                    events.add(new Event(neuron, time, spike, null, null, null));
                    for (int id : neuron.outgoing) {
                        X delay = x(synapses.get(id).delay);
                        X arrival = delay.isZero() ? time : time.plus(delay);
                        addArrival(id, new X(arrival.lo.max(time.lo), arrival.hi), spike, null);
                    }
                }
                neuron.pieces = list(list(pieces.get(name), group.size, name).get(n), neuron.name).stream()
                        .map(piece -> decimal(piece, neuron.name))
                        .toList();
            }
        });
        for (int s = 0; s < sources.size(); s++) {
            for (Q time : sources.get(s)) {
                for (int id : sourceOutgoing.get(s)) {
                    Q arrival = time.plus(synapses.get(id).delay);
                    addArrival(id, x(arrival), null, arrival);
                }
            }
        }
        // A spike comes before what arrives at the same time: before its own effects, and before those of its twins.
        events.sort(Comparator.comparing((Event event) -> event.time.lo)
                .thenComparing(event -> event.spike == null)
                .thenComparing(event -> event.time.hi));
        events.forEach(event -> event.neuron.events.add(event));
    }

    private void addArrival(int id, X time, Spike source, Q input) {
        if (time.lo.compareTo(end.hi) <= 0) {
            Synapse synapse = synapses.get(id);
            events.add(new Event(neurons.get(synapse.target), time, null, synapse, source, input));
        }
    }

    /** An object with one field for each population that can spike. */
    private Map<String, Object> ofSpiking(Object value, String where) {
        Map<String, Object> map = map(value, where);
        groups.forEach((name, group) -> require(
                group.spiking == map.containsKey(name), where, "\"" + name + "\" is missing or does not belong"));
        require(groups.keySet().containsAll(map.keySet()), where, "a population that does not exist");
        return map;
    }

    /** K5: spikes of neurons with equal constants and equal histories are simultaneous; they get equal identities. */
    private void identify() {
        Map<List<Object>, Integer> identities = new HashMap<>();
        Map<Neuron, List<Object>> pasts = new HashMap<>();
        Map<Neuron, Map<List<Object>, Integer>> jumps = new HashMap<>();
        for (Event event : events) {
            Neuron neuron = event.neuron;
            if (event.spike != null) {
                List<Object> history =
                        List.of(pasts.getOrDefault(neuron, neuron.constants), jumps.getOrDefault(neuron, Map.of()));
                event.spike.identity = identities.computeIfAbsent(history, unseen -> identities.size());
                pasts.put(neuron, List.of(event.spike.identity));
                jumps.remove(neuron);
            } else if (event.synapse.weight.signum() != 0 && neuron.spiking) {
                List<Object> jump = List.of(event.key(), neuron.alphas.get(event.synapse.k), event.synapse.weight);
                jumps.computeIfAbsent(neuron, none -> new HashMap<>()).merge(jump, 1, Integer::sum);
            }
        }
    }

    // ------------------------------------------------------------------ the flow between events (K3)

    /** e^{−βs}, e^{−α_k s} and h_k(s) of one neuron. */
    private record Decay(X membrane, X[] current, X[] kernel) {}

    private Decay decay(Neuron neuron, X s) {
        int rates = neuron.alphas.size();
        X membrane = exp(neuron.rate.times(s).negate());
        X[] current = new X[rates];
        X[] kernel = new X[rates];
        for (int k = 0; k < rates; k++) {
            Q difference = neuron.beta.minus(neuron.alphas.get(k));
            boolean slow = difference.signum() > 0;
            current[k] = difference.signum() == 0
                    ? membrane
                    : exp(neuron.alpha.get(k).times(s).negate());
            X y = x(slow ? Q.ZERO.minus(difference) : difference).times(s);
            kernel[k] = y.hi.compareTo(new BigDecimal("-0.125")) < 0
                    ? current[k].minus(membrane).over(x(difference))
                    : s.times(slow ? current[k] : membrane).times(phi(y));
        }
        return new Decay(membrane, current, kernel);
    }

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

        /** The state with the effect of a jump of the current some time ago. */
        State plus(X weight, int k, Decay since) {
            X[] currents = i.clone();
            currents[k] = currents[k].plus(weight.times(since.current[k]));
            return new State(v.plus(weight.times(since.kernel[k])), currents);
        }

        X excess(Neuron neuron) {
            return v.minus(neuron.threshold);
        }
    }

    private State start(Neuron neuron) {
        X[] none = new X[neuron.alphas.size()];
        Arrays.fill(none, zero);
        return new State(neuron.initial, none);
    }

    private State flow(Neuron neuron, State state, X s) {
        return s.isZero() ? state : state.after(decay(neuron, s));
    }

    // ------------------------------------------------------------------ the replay of one neuron (K4)

    /** Bounds of the drive Σ I_k − β(ϑ − leak) between two states without an event between them. */
    private X drive(Neuron neuron, State left, State right) {
        X sum = neuron.rate.times(neuron.threshold).negate();
        for (int k = 0; k < left.i.length; k++) {
            sum = sum.plus(left.i[k].hull(right.i[k]));
        }
        return sum;
    }

    /** Whether V, starting below with this excess, stays below for the time s while the drive is at most this. */
    private boolean staysBelow(Neuron neuron, X excess, BigDecimal drive, X s) {
        X most = x(drive.max(BigDecimal.ZERO));
        return excess.plus(most.times(s).times(phi(neuron.rate.times(s)))).isNegative();
    }

    private void replay(Neuron neuron) {
        State state = start(neuron);
        X now = zero;
        Iterator<BigDecimal> pieces = neuron.pieces.iterator();
        BigDecimal[] piece = {pieces.hasNext() ? pieces.next() : null};
        for (int e = 0; e < neuron.events.size(); ) {
            Event event = neuron.events.get(e);
            X from = x(event.time.lo);
            State left = cleared(neuron, state, now, from, pieces, piece);
            X until = x(event.time.hi);
            if (event.spike != null) {
                Spike spike = event.spike;
                State right = flow(neuron, left, until.minus(from));
                X drive = drive(neuron, left, right);
                require(drive.isPositive(), spike.toString(), "the slope is not proved positive");
                require(
                        right.excess(neuron).isPositive(),
                        spike.toString(),
                        "the threshold is not proved to be reached");
                State at = flow(neuron, left, event.time.minus(from));
                spike.slope = drive(neuron, at, at);
                Decay since = decay(neuron, until.minus(event.time));
                State after = new State(neuron.reset, at.i).after(since);
                BigDecimal mostDrive = drive.hi;
                for (e++;
                        e < neuron.events.size() && neuron.events.get(e).time.lo.compareTo(until.hi) <= 0;
                        e++) {
                    Event next = neuron.events.get(e);
                    require(
                            next.spike == null && next.key().equals(List.of(spike.identity, Q.ZERO)),
                            spike.toString(),
                            "its order with the next event of the neuron is not proved");
                    spike.tied |= next.source != spike && next.synapse.weight.signum() != 0;
                    after = after.plus(x(next.synapse.weight), next.synapse.k, since);
                    mostDrive = mostDrive.add(x(next.synapse.weight).hi.max(BigDecimal.ZERO), up);
                }
                X width = until.minus(from);
                require(
                        staysBelow(neuron, neuron.reset.minus(neuron.threshold), mostDrive, width),
                        spike.toString(),
                        "V is not proved to stay below the threshold just after it");
                state = after;
            } else {
                int first = e;
                BigDecimal rise = BigDecimal.ZERO;
                for (; e < neuron.events.size() && neuron.events.get(e).time.lo.compareTo(until.hi) <= 0; e++) {
                    Event next = neuron.events.get(e);
                    require(
                            next.spike == null,
                            neuron.name,
                            "the order of " + next.spike + " and an arrival is not proved");
                    until = x(until.hi.max(next.time.hi));
                    rise = rise.add(x(next.synapse.weight).hi.max(BigDecimal.ZERO), up);
                }
                State right = flow(neuron, left, until.minus(from));
                BigDecimal most = drive(neuron, left, right).hi.add(rise, up);
                require(
                        staysBelow(neuron, left.excess(neuron), most, until.minus(from)),
                        neuron.name,
                        "V is not proved to stay below the threshold while spikes arrive at " + from.lo);
                for (int a = first; a < e; a++) {
                    Event arrival = neuron.events.get(a);
                    right = right.plus(
                            x(arrival.synapse.weight), arrival.synapse.k, decay(neuron, until.minus(arrival.time)));
                }
                state = right;
            }
            now = until;
        }
        if (now.lo.compareTo(end.hi) < 0) {
            cleared(neuron, state, now, x(end.hi), pieces, piece);
        }
        require(piece[0] == null, neuron.name, "the split point " + piece[0] + " is in no stretch between events");
    }

    /** Proves V &lt; ϑ from {@code now} to {@code until}, piece by piece; the state there. */
    private State cleared(Neuron neuron, State state, X now, X until, Iterator<BigDecimal> pieces, BigDecimal[] piece) {
        State left = state;
        for (X from = now; from.lo.compareTo(until.lo) < 0; ) {
            boolean inner = piece[0] != null && piece[0].compareTo(until.lo) < 0;
            X to = inner ? x(piece[0]) : until;
            require(to.lo.compareTo(from.lo) > 0 && to.lo.equals(to.hi), neuron.name, "bad split point " + piece[0]);
            State right = flow(neuron, state, to.minus(now));
            X drive = drive(neuron, left, right);
            boolean below = drive.hi.signum() <= 0
                    || drive.isPositive() && right.excess(neuron).isNegative()
                    || staysBelow(neuron, left.excess(neuron), drive.hi, to.minus(from));
            require(below, neuron.name, "silence is not proved between " + from.lo + " and " + to.lo);
            if (inner) {
                piece[0] = pieces.hasNext() ? pieces.next() : null;
            }
            left = right;
            from = to;
        }
        return left;
    }

    // ------------------------------------------------------------------ losses of a potential (K7)

    private record Term(Q rate, int power) {}

    /** λ(V, t) on a stretch: ½(V − target)² if kappa is null, else weight·V·e^{−κt}. */
    private record Density(Q target, Q weight, Q kappa) {}

    /** Σ c sᵐ e^{−as}, the product of two such sums, and its integral over [0, s]. */
    private Map<Term, X> product(Map<Term, X> a, Map<Term, X> b) {
        Map<Term, X> product = new LinkedHashMap<>();
        a.forEach((f, c) -> b.forEach(
                (g, d) -> product.merge(new Term(f.rate.plus(g.rate), f.power + g.power), c.times(d), X::plus)));
        return product;
    }

    private X integral(Map<Term, X> sum, X s) {
        X total = zero;
        for (Map.Entry<Term, X> entry : sum.entrySet()) {
            Term term = entry.getKey();
            X rate = x(term.rate);
            X y = rate.times(s).negate();
            X integral = s.times(phi(y));
            X power = one;
            for (int m = 1; m <= term.power; m++) {
                power = power.times(s);
                integral = term.rate.signum() == 0
                        ? power.times(s).over(x(m + 1))
                        : x(m).times(integral).minus(power.times(exp(y))).over(rate);
            }
            total = total.plus(entry.getValue().times(integral));
        }
        return total;
    }

    /** c·h_k as an exponential sum. */
    private Map<Term, X> kernel(Neuron neuron, int k, X c) {
        Q difference = neuron.beta.minus(neuron.alphas.get(k));
        if (difference.signum() == 0) {
            return Map.of(new Term(neuron.beta, 1), c);
        }
        X part = c.over(x(difference));
        return Map.of(new Term(neuron.alphas.get(k), 0), part, new Term(neuron.beta, 0), part.negate());
    }

    /** The integral of λ over [0, T]; its parts by V and I_k of each stretch are kept for the sweep. */
    private X integrated(Neuron neuron, Density density) {
        neuron.density = density;
        Term constant = new Term(Q.ZERO, 0);
        State state = start(neuron);
        X value = zero;
        X now = zero;
        for (int e = -1; e < neuron.events.size(); e++) {
            Event event = e < 0 ? null : neuron.events.get(e);
            Event next = e + 1 < neuron.events.size() ? neuron.events.get(e + 1) : null;
            if (event != null) {
                state = flow(neuron, state, event.time.minus(now));
                now = event.time;
                Decay still = decay(neuron, zero);
                state = event.spike != null
                        ? new State(neuron.reset, state.i)
                        : state.plus(x(event.synapse.weight), event.synapse.k, still);
                boolean ordered = next == null
                        || now.hi.compareTo(next.time.lo) <= 0
                        || event.spike != null
                        || next.spike == null && event.key().equals(next.key());
                require(ordered, neuron.name, "the order of arrivals at the potential of the loss is not proved");
            }
            X s = (next == null ? end : next.time).minus(now);
            Map<Term, X> potential = new HashMap<>(Map.of(constant, neuron.leak));
            potential.merge(new Term(neuron.beta, 0), state.v, X::plus);
            for (int k = 0; k < state.i.length; k++) {
                kernel(neuron, k, state.i[k]).forEach((term, c) -> potential.merge(term, c, X::plus));
            }
            Map<Term, X> slope;
            if (density.kappa == null) {
                slope = new HashMap<>(potential);
                slope.merge(constant, x(density.target).negate(), X::plus);
                value = value.plus(integral(product(slope, slope), s).over(x(2)));
            } else {
                slope = Map.of(new Term(density.kappa, 0), discount(density, now));
                value = value.plus(integral(product(slope, potential), s));
            }
            if (event != null) {
                event.lossByPotential = integral(product(slope, Map.of(new Term(neuron.beta, 0), one)), s);
                event.lossByCurrent = new X[state.i.length];
                for (int k = 0; k < state.i.length; k++) {
                    event.lossByCurrent[k] = integral(product(slope, kernel(neuron, k, one)), s);
                }
            }
        }
        return value;
    }

    private X discount(Density density, X time) {
        return x(density.weight).times(exp(x(density.kappa).times(time).negate()));
    }

    /** λ(ϑ, f) − λ(r, f). */
    private X jump(Neuron neuron, X time) {
        X drop = neuron.threshold.minus(neuron.reset);
        if (neuron.density.kappa != null) {
            return discount(neuron.density, time).times(drop);
        }
        X sum = neuron.threshold.plus(neuron.reset).plus(neuron.leak).plus(neuron.leak);
        return drop.times(sum.over(x(2)).minus(x(neuron.density.target)));
    }

    // ------------------------------------------------------------------ the transposed solve (K6)

    /** Thrown where a derivative is one-sided, by a tie. */
    private static final class OneSided extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Derivatives by all kernel weights of the function whose partial derivatives by spike times are given, and of the integral
     * over potentials if {@code ofPotentials}.
     */
    private X[] sweep(Map<Spike, X> partial, boolean ofPotentials) {
        X[] gradient = new X[synapses.size()];
        Arrays.fill(gradient, zero);
        for (Neuron neuron : neurons) {
            neuron.p = zero;
            neuron.q = new X[neuron.alphas.size()];
            Arrays.fill(neuron.q, zero);
            neuron.standsAt = null;
            neuron.train.forEach(spike -> spike.derivative = partial.getOrDefault(spike, zero));
        }
        for (int e = events.size() - 1; e >= 0; e--) {
            Event event = events.get(e);
            Neuron neuron = event.neuron;
            boolean density = ofPotentials && neuron.density != null;
            back(event, density);
            if (event.spike != null) {
                Spike spike = event.spike;
                X drop = neuron.threshold.minus(neuron.reset);
                X total = spike.derivative.minus(drop.times(neuron.rate).times(neuron.p));
                total = density ? total.plus(jump(neuron, spike.time)) : total;
                if (spike.tied && !total.isZero()) {
                    throw new OneSided();
                }
                neuron.p = neuron.p.minus(total.isZero() ? zero : total.over(spike.slope));
            } else {
                Synapse synapse = event.synapse;
                X q = neuron.q[synapse.k];
                gradient[synapse.id] = gradient[synapse.id].plus(q);
                if (event.source != null && synapse.weight.signum() != 0) {
                    X effect =
                            neuron.p.minus(neuron.alpha.get(synapse.k).times(q)).times(x(synapse.weight));
                    event.source.derivative = event.source.derivative.minus(effect);
                }
            }
        }
        return gradient;
    }

    /** Takes P and Q_k of the neuron back from the event after this one, or from the end. */
    private void back(Event event, boolean density) {
        Neuron neuron = event.neuron;
        Event next = neuron.standsAt;
        neuron.standsAt = event;
        if (!neuron.p.isZero() || Arrays.stream(neuron.q).anyMatch(q -> !q.isZero())) {
            if (event.untilNext == null) {
                event.untilNext = decay(neuron, next.time.minus(event.time));
            }
            for (int k = 0; k < neuron.q.length; k++) {
                neuron.q[k] =
                        neuron.q[k].times(event.untilNext.current[k]).plus(neuron.p.times(event.untilNext.kernel[k]));
            }
            neuron.p = neuron.p.times(event.untilNext.membrane);
        }
        if (density) {
            neuron.p = neuron.p.plus(event.lossByPotential);
            for (int k = 0; k < neuron.q.length; k++) {
                neuron.q[k] = neuron.q[k].plus(event.lossByCurrent[k]);
            }
        }
    }

    // ------------------------------------------------------------------ what is printed

    private String prove(Object id, String sha256, Map<String, Object> answer) {
        String[] fields = {
            "format",
            "network",
            "digits",
            "status",
            "spikes",
            "slopes",
            "loss",
            "gradient",
            "jacobian",
            "certificate",
            "notes"
        };
        map(answer, "/", fields);
        require("goldspike-answer/1".equals(answer.get("format")), "/format", "not a goldspike-answer/1");
        Map<String, Object> network = map(answer.get("network"), "/network", "id", "sha256");
        require(sha256.equals(network.get("sha256")), "/network/sha256", "the answer is for another network file");
        require((id == null ? "" : id).equals(network.get("id")), "/network/id", "the network has another id");
        int printedDigits = integer(answer.get("digits"), "/digits");
        require(printedDigits > 0, "/digits", "is zero");
        readCertificate(map(answer.get("certificate"), "/certificate"));
        identify();
        neurons.stream().filter(neuron -> neuron.spiking).forEach(this::replay);
        int spikes = printedSpikes(answer, printedDigits);
        StringBuilder proved = new StringBuilder("accepted: " + spikes + " spikes and their slopes, silence otherwise");
        require((loss != null) == answer.containsKey("loss"), "/loss", "is missing, or the network has none");
        require(
                (loss != null) == answer.containsKey("gradient"),
                "/gradient",
                "is missing, or the network has no loss");
        if (loss != null) {
            proved.append(printedLoss(answer, printedDigits));
        }
        if (answer.containsKey("jacobian")) {
            proved.append(printedJacobian(list(answer.get("jacobian"), "/jacobian"), printedDigits));
        }
        return proved.append(answer.containsKey("notes") ? "; not checked: notes" : "")
                .toString();
    }

    /** Whether every real of the enclosure is less than a unit of the last printed place away; "0" is exactly zero. */
    private static void requirePrinted(Object printed, X enclosure, int printedDigits, String where) {
        if ("0".equals(printed) || enclosure.isZero()) {
            require("0".equals(printed) && enclosure.isZero(), where, "\"0\" stands for exactly zero, and only for it");
            return;
        }
        BigDecimal value = decimal(printed, where);
        int digits = value.signum() == 0 ? value.scale() : value.precision();
        require(
                digits == printedDigits || value.signum() == 0 && digits > printedDigits,
                where,
                "has not the claimed digits");
        boolean near = value.subtract(value.ulp()).compareTo(enclosure.lo) < 0
                && value.add(value.ulp()).compareTo(enclosure.hi) > 0;
        require(near, where, "the printed value is not proved to be right to a unit of its last place");
    }

    private int printedSpikes(Map<String, Object> answer, int printedDigits) {
        Map<String, Object> times = ofSpiking(answer.get("spikes"), "/spikes");
        Map<String, Object> slopes = ofSpiking(answer.get("slopes"), "/slopes");
        int count = 0;
        for (Map.Entry<String, Group> entry : groups.entrySet()) {
            Group group = entry.getValue();
            for (int n = 0; group.spiking && n < group.size; n++) {
                List<Spike> train = neurons.get(group.first + n).train;
                String where = entry.getKey() + "/" + n;
                List<Object> time =
                        list(list(times.get(entry.getKey()), group.size, where).get(n), train.size(), where);
                List<Object> slope =
                        list(list(slopes.get(entry.getKey()), group.size, where).get(n), train.size(), where);
                for (Spike spike : train) {
                    requirePrinted(time.get(spike.index), spike.time, printedDigits, "/spikes: " + spike);
                    requirePrinted(slope.get(spike.index), spike.slope, printedDigits, "/slopes: " + spike);
                    count++;
                }
            }
        }
        return count;
    }

    private void requireUndefined(Map<String, Object> answer, String field, String why) {
        Map<String, Object> printed = map(answer.get(field), "/" + field);
        require(printed.keySet().equals(Set.of("undefined")), "/" + field, "is undefined: " + why);
        string(printed.get("undefined"), "/" + field);
    }

    private String printedLoss(Map<String, Object> answer, int printedDigits) {
        Map<Spike, X> partial = new HashMap<>();
        String undefined = null;
        boolean ofPotentials = false;
        X value = zero;
        X odds = null;
        String kind = string(loss.get("kind"), "/loss/kind");
        if (kind.equals("first-spike-cross-entropy")) {
            map(loss, "/loss", "kind", "population", "label", "tau0", "tau1", "gamma");
            Group group = group(loss.get("population"), true, "/loss");
            Neuron label = lossNeuron(group, loss.get("label"));
            undefined = label.train.isEmpty() ? "the label neuron is silent" : null;
            if (undefined == null) {
                X tau0 = x(Q.of(loss.get("tau0"), "/loss"));
                X late = label.train.get(0).time.over(x(Q.of(loss.get("tau1"), "/loss")));
                X gamma = x(Q.of(loss.get("gamma"), "/loss"));
                odds = zero;
                for (Neuron other : neurons.subList(group.first, group.first + group.size)) {
                    if (other != label && !other.train.isEmpty()) {
                        X odd = exp(label.train
                                .get(0)
                                .time
                                .minus(other.train.get(0).time)
                                .over(tau0));
                        odds = odds.plus(odd);
                        partial.put(other.train.get(0), odd);
                    }
                }
                X total = odds.plus(one).times(tau0);
                partial.replaceAll((spike, odd) -> odd.over(total).negate());
                X slope = gamma.times(exp(late)).over(x(Q.of(loss.get("tau1"), "/loss")));
                partial.put(label.train.get(0), odds.over(total).plus(slope));
                value = gamma.times(expm1(late));
            }
        } else if (kind.equals("spike-time-square")) {
            map(loss, "/loss", "kind", "targets");
            for (Object entry : list(loss.get("targets"), "/loss/targets")) {
                List<Object> target = list(entry, 4, "/loss/targets");
                Neuron neuron = lossNeuron(group(target.get(0), true, "/loss/targets"), target.get(1));
                int index = integer(target.get(2), "/loss/targets");
                if (index >= neuron.train.size()) {
                    undefined = "spike " + index + " of " + neuron.name + " does not happen";
                } else {
                    X miss = neuron.train.get(index).time.minus(x(Q.of(target.get(3), "/loss/targets")));
                    partial.merge(neuron.train.get(index), miss, X::plus);
                    value = value.plus(miss.times(miss).over(x(2)));
                }
            }
        } else {
            ofPotentials = true;
            boolean square = kind.equals("voltage-square");
            require(square || kind.equals("voltage-integral"), "/loss/kind", "is unknown");
            Group group = group(loss.get("population"), true, "/loss");
            if (square) {
                map(loss, "/loss", "kind", "population", "neuron", "target");
                Density density = new Density(Q.of(loss.get("target"), "/loss"), null, null);
                value = integrated(lossNeuron(group, loss.get("neuron")), density);
            } else {
                map(loss, "/loss", "kind", "population", "weights", "kappa");
                Q kappa = Q.of(loss.getOrDefault("kappa", "0"), "/loss");
                List<Object> weights = list(loss.get("weights"), group.size, "/loss/weights");
                for (int n = 0; n < group.size; n++) {
                    Density density = new Density(null, Q.of(weights.get(n), "/loss/weights"), kappa);
                    value = value.plus(integrated(neurons.get(group.first + n), density));
                }
            }
        }
        if (undefined != null) {
            requireUndefined(answer, "loss", undefined);
            requireUndefined(answer, "gradient", undefined);
            return "; loss and gradient undefined: " + undefined;
        }
        Object printed = map(answer.get("loss"), "/loss", "value").get("value");
        if (odds == null || odds.isZero()) {
            requirePrinted(printed, value, printedDigits, "/loss/value");
        } else {
            // log(1 + odds) + value is within a unit of the print if 1 + odds is between the exponentials of the ends.
            BigDecimal text = decimal(printed, "/loss/value");
            require(text.precision() == printedDigits, "/loss/value", "has not the digits that are claimed");
            X least = expm1(x(text.subtract(text.ulp())).minus(value));
            X most = expm1(x(text.add(text.ulp())).minus(value));
            boolean near = least.hi.compareTo(odds.lo) < 0 && odds.hi.compareTo(most.lo) < 0;
            require(near, "/loss/value", "the printed value is not proved to be right to a unit of its last place");
        }
        try {
            printedGradient(answer.get("gradient"), sweep(partial, ofPotentials), printedDigits);
            return ", loss and its gradient";
        } catch (OneSided tie) {
            requireUndefined(answer, "gradient", "a derivative is one-sided");
            return ", loss; gradient undefined by a tie";
        }
    }

    private Neuron lossNeuron(Group group, Object index) {
        int n = integer(index, "/loss");
        require(n < group.size, "/loss", "there is no neuron " + n);
        return neurons.get(group.first + n);
    }

    private X asGiven(Synapse synapse, X byKernelWeight) {
        return byKernelWeight.times(x(synapse.factor));
    }

    private void printedGradient(Object gradient, X[] byWeight, int printedDigits) {
        Object printed = map(gradient, "/gradient", "weights").get("weights");
        List<Object> weights = list(printed, projections.size(), "/gradient/weights");
        int entries = 0;
        for (Synapse synapse : synapses) {
            String where = "/gradient/weights/" + synapse.projection + synapse.place;
            Object entry = weights.get(synapse.projection);
            for (int index : synapse.place) {
                List<Object> row = list(entry, where);
                require(index < row.size(), where, "is missing");
                entry = row.get(index);
            }
            requirePrinted(entry, asGiven(synapse, byWeight[synapse.id]), printedDigits, where);
        }
        for (int p = 0; p < projections.size(); p++) {
            requireSameShape(weights.get(p), projections.get(p), "/gradient/weights/" + p);
        }
    }

    /** Null where there is no synapse, and no entry that the projection has not. */
    private static void requireSameShape(Object gradient, Map<String, Object> projection, String where) {
        if (projection.containsKey("synapses")) {
            list(gradient, list(projection.get("synapses"), where).size(), where);
            return;
        }
        List<Object> rows = list(projection.get("weights"), where);
        List<Object> printed = list(gradient, rows.size(), where);
        for (int pre = 0; pre < rows.size(); pre++) {
            List<Object> row = list(rows.get(pre), where);
            List<Object> entries = list(printed.get(pre), row.size(), where);
            for (int post = 0; post < row.size(); post++) {
                require((row.get(post) == null) == (entries.get(post) == null), where, "null stands for no synapse");
            }
        }
    }

    private String printedJacobian(List<Object> entries, int printedDigits) {
        Map<List<Object>, Object> printed = new HashMap<>();
        for (Object entry : entries) {
            Map<String, Object> fields = map(entry, "/jacobian", "spike", "weight", "value");
            List<Object> place =
                    List.of(list(fields.get("spike"), "/jacobian"), list(fields.get("weight"), "/jacobian"));
            require(printed.put(place, fields.get("value")) == null, "/jacobian", "an entry comes twice: " + place);
        }
        Set<List<Object>> proved = new HashSet<>();
        groups.forEach((name, group) -> {
            for (int n = 0; group.spiking && n < group.size; n++) {
                for (Spike spike : neurons.get(group.first + n).train) {
                    X[] row;
                    try {
                        row = sweep(Map.of(spike, one), false);
                    } catch (OneSided tie) {
                        throw refused("/jacobian", "the derivatives of " + spike + " are one-sided");
                    }
                    for (Synapse synapse : synapses) {
                        List<Object> weight = new ArrayList<>(List.of(number(synapse.projection)));
                        synapse.place.forEach(index -> weight.add(number(index)));
                        List<Object> place = List.of(List.of(name, number(n), number(spike.index)), weight);
                        X value = asGiven(synapse, row[synapse.id]);
                        require(
                                printed.containsKey(place) != value.isZero(),
                                "/jacobian",
                                "exactly the entries that are not zero are listed, not so " + place);
                        if (proved.add(place) && !value.isZero()) {
                            requirePrinted(printed.remove(place), value, printedDigits, "/jacobian " + place);
                        }
                    }
                }
            }
        });
        require(printed.isEmpty(), "/jacobian", "entries of no spike or no weight: " + printed.keySet());
        return ", Jacobian";
    }

    private static Number number(int n) {
        return new Number(Integer.toString(n));
    }
}
