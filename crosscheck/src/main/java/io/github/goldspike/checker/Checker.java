package io.github.goldspike.checker;

import java.io.IOException;
import java.math.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.Stream;

/**
 * Re-proves an answer from the network, the answer and its certificate, and trusts nothing else: JDK classes only, no search, interval
 * arithmetic of its own. What is proved, and why that suffices, is in proofs-notes/certificate.md; certificate-K1 to certificate-K9 refer to it.
 */
public final class Checker {

    /**
     * The outcome.
     *
     * @param status 0 if all was proved, 1 if not, 2 if a file is malformed, 3 if all but what the line says (certificate-K8)
     * @param line one line: what was proved and what was not, or where and why
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
            Node net = json(network);
            refusal = "bad input: answer: ";
            Node claims = json(answer);
            refusal = "refused: ";
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(network);
            String said = new Checker(net, claims).prove(HexFormat.of().formatHex(hash));
            return new Verdict(said.startsWith("accepted") ? 0 : 3, said);
        } catch (Exception | StackOverflowError | OutOfMemoryError why) {
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

    // ------------------------------------------------------------------ JSON (certificate-K8)

    private static final Pattern TOKEN = Pattern.compile("\\G[ \\t\\r\\n]*+([{}\\[\\]:,]|null|true|false"
            + "|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?"
            + "|\"(?:[^\"\\\\\\x00-\\x1f]++|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\"|\\z)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(....)|(.))");

    /** A value of a file, by its kind: an object, a list, "string", 0 for a number, null, true or false. What was looked at is noted. */
    static final class Node {
        private final Node parent;
        private final Object key;
        final char kind;
        final String text;
        /** By names, or from 0 on. */
        final Map<Object, Node> items = new LinkedHashMap<>();

        private boolean seen;
        private Real real;

        Node(Node parent, Object key, String token) {
            this.parent = parent;
            this.key = key;
            char first = token.isEmpty() ? ' ' : token.charAt(0);
            kind = "-123456789".indexOf(first) < 0 ? first : '0';
            text = kind == '"' ? unescaped(token) : token;
            require("{[\"0ntf".indexOf(kind) >= 0, this, "is no JSON value");
        }

        /** Its JSON pointer. */
        @Override
        public String toString() {
            String name = ("" + key).replace("~", "~0").replace("/", "~1");
            return parent == null ? "" : parent + "/" + name;
        }

        Node is(char expected, String what) {
            require(kind == expected, this, "is not " + what);
            seen = true;
            return this;
        }

        boolean isNull() {
            return kind == 'n' && is('n', "null") == this;
        }

        boolean has(String name) {
            return kind == '{' && items.containsKey(name);
        }

        Node get(Object... path) {
            Node node = this;
            for (Object part : path) {
                node.is(part instanceof String ? '{' : '[', "an object or a list as it should be");
                require(node.items.containsKey(part), node + "/" + part, "is missing");
                node = node.items.get(part);
            }
            return node;
        }

        /** A part; or what it means if nothing stands there. */
        Node orElse(Object part, String token) {
            items.computeIfAbsent(part, absent -> new Node(this, part, token));
            return get(part);
        }

        Collection<Node> list() {
            return is('[', "a list").items.values();
        }

        String string() {
            return is('"', "a string").text;
        }

        Rational real() {
            return Rational.of(kind == '0' ? is('0', "a real").text : string(), this);
        }

        int integer(int least, int most) {
            boolean small = is('0', "an integer").text.matches("0|[1-9][0-9]{0,8}");
            int value = small ? Integer.parseInt(text) : -1;
            require(value >= least && value <= most, this, "is not an integer from " + least + " to " + most);
            return value;
        }

        /** Nothing is claimed by what is in here. */
        void free() {
            seen = true;
            items.values().forEach(Node::free);
        }

        void requireSeen() {
            require(seen, this, "this is not checked");
            items.values().forEach(Node::requireSeen);
        }
    }

    private static String unescaped(String token) {
        require(token.startsWith("\""), "JSON", "has no name where one is expected");
        String text = ESCAPE.matcher(token.substring(1, token.length() - 1)).replaceAll(escape -> {
            char meant = escape.group(1) != null
                    ? (char) Integer.parseInt(escape.group(1), 16)
                    : "\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(escape.group(2)));
            return Matcher.quoteReplacement("" + meant);
        });
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        require(whole, "JSON", "has half of a surrogate pair");
        return text;
    }

    /** To the letter of the grammar, in strict UTF-8, each name once; numbers stay as they are written. */
    static Node json(byte[] bytes) throws IOException {
        CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        Matcher tokens = TOKEN.matcher(text.toString());
        Node root = value(tokens, next(tokens), null, "", 20);
        require(next(tokens).isEmpty(), "JSON", "is followed by something");
        return root;
    }

    private static String next(Matcher tokens) {
        require(tokens.find(), "JSON", "is malformed");
        return tokens.group(1);
    }

    private static Node value(Matcher tokens, String first, Node parent, Object key, int depth) {
        Node node = new Node(parent, key, first);
        String end = node.kind == '{' ? "}" : "]", token = "{[".indexOf(node.kind) < 0 ? end : next(tokens);
        require(depth > 0, node, "is too deep");
        while (!token.equals(end)) {
            Object name = node.kind == '{' ? unescaped(token) : (Object) node.items.size();
            require(node.kind == '[' || next(tokens).equals(":"), node, "has a name without a value");
            Node item = value(tokens, node.kind == '[' ? token : next(tokens), node, name, depth - 1);
            require(node.items.put(name, item) == null, item, "comes twice");
            token = next(tokens);
            boolean more = token.equals(",");
            token = more ? next(tokens) : token;
            require(more != token.equals(end), node, "has no comma, or one too many");
        }
        return node;
    }

    // ------------------------------------------------------------------ exact numbers

    private static final Pattern HEX =
            Pattern.compile("([-+]?)0[xX](?=\\.?[0-9a-fA-F])([0-9a-fA-F]*)\\.?([0-9a-fA-F]*)[pP]([-+]?[0-9]{1,6})");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?=\\.?[0-9])[0-9]*+(\\.[0-9]*+)?([eE][-+]?[0-9]{1,6})?");

    /** Of modest size: to read one takes time quadratic in its length, to add two takes memory like their exponents. */
    private static BigDecimal decimal(String text, Object where) {
        boolean valid = text.length() <= 20_000 && DECIMAL.matcher(text).matches();
        BigDecimal value = valid ? new BigDecimal(text) : BigDecimal.ZERO;
        require(valid && Math.abs(value.scale()) <= 130_000, where, "a decimal of modest size is expected");
        return value;
    }

    private static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
    private static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);
    private static final Moving STILL = new Moving(ZERO, ZERO);

    /** A fraction in lowest terms. */
    private record Rational(BigInteger n, BigInteger d) implements Comparable<Rational> {

        /** A decimal, a fraction of two integers, or a hexadecimal float. */
        static Rational of(String text, Object where) {
            Matcher hex = HEX.matcher(text);
            if (text.length() <= 20_000 && hex.matches()) {
                int shift = Integer.parseInt(hex.group(4)) - 4 * hex.group(3).length();
                BigInteger digits = new BigInteger(hex.group(1) + hex.group(2) + hex.group(3), 16);
                return of(digits.shiftLeft(Math.max(0, shift)), BigInteger.ONE.shiftLeft(Math.max(0, -shift)));
            } else if (text.length() <= 20_000 && text.matches("[-+]?[0-9]++/[0-9]++")) {
                String[] parts = text.split("/");
                return of(new BigInteger(parts[0]), new BigInteger(parts[1]));
            }
            return of(decimal(text, where));
        }

        static Rational of(BigDecimal value) {
            BigInteger power = BigInteger.TEN.pow(Math.abs(value.scale())), n = value.unscaledValue();
            return value.scale() < 0 ? of(n.multiply(power), BigInteger.ONE) : of(n, power);
        }

        static Rational of(BigInteger n, BigInteger d) {
            require(d.signum() != 0, n + "/0", "is no number");
            BigInteger common = d.signum() < 0 ? n.gcd(d).negate() : n.gcd(d);
            return new Rational(n.divide(common), d.divide(common));
        }

        Rational plus(Rational o) {
            return d.equals(o.d) ? of(n.add(o.n), d) : of(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        Rational minus(Rational o) {
            return plus(new Rational(o.n.negate(), o.d));
        }

        Rational times(Rational o) {
            return of(n.multiply(o.n), d.multiply(o.d));
        }

        Rational inverse() {
            return of(d, n);
        }

        @Override
        public int compareTo(Rational o) {
            return n.multiply(o.d).compareTo(o.n.multiply(d));
        }

        boolean below(Rational o) {
            return compareTo(o) < 0;
        }
    }

    /** A real as a function of one of the file's: its value, and how fast that moves. */
    private record Moving(Rational x, Rational v) implements Comparable<Moving> {

        Moving plus(Moving o) {
            return new Moving(x.plus(o.x), v.plus(o.v));
        }

        Moving minus(Moving o) {
            return new Moving(x.minus(o.x), v.minus(o.v));
        }

        Moving times(Moving o) {
            return new Moving(x.times(o.x), x.times(o.v).plus(v.times(o.x)));
        }

        Moving inverse() {
            return new Moving(x.inverse(), ZERO.minus(v).times(x.inverse()).times(x.inverse()));
        }

        @Override
        public int compareTo(Moving o) {
            return x.equals(o.x) ? v.compareTo(o.v) : x.compareTo(o.x);
        }
    }

    // ------------------------------------------------------------------ balls (certificate-K1)

    private int bits;
    private final Ball zero = ball(0), one = ball(1), minusOne = ball(-1), two = ball(2);
    private final Ball half = new Ball(BigInteger.ONE, 0, -1);

    /** The reals from (m − r)2ᵉ to (m + r)2ᵉ; if it has a place on the tape, by operands and partial derivatives. */
    private final class Ball {
        private final BigInteger m;
        private final long r;
        private final int e;
        private Ball[] by = {};
        private int place = -1;
        private boolean condensed;
        private Event tie;
        private Ball adjoint;

        /** For r < 2⁶². What cutting m to so many bits and r to 30 loses goes into the radius; exact numbers stay exact. */
        Ball(BigInteger m, long r, int e) {
            int cut = r == 0 ? 0 : Math.max(Math.max(m.bitLength() - bits, bitLength(r) - 30), 0);
            this.m = cut == 0 ? m : m.shiftRight(cut);
            this.r = cut == 0 ? r : shifted(r, cut) + 2;
            this.e = Math.addExact(e, cut);
            require(Math.abs((long) this.e) < 1 << 29, "arithmetic", "an exponent is too large");
        }

        /** In the greater of the units that are rounded; exact numbers in the lesser. */
        Ball plus(Ball o) {
            int unit = r > 0 && o.r > 0 ? Math.max(e, o.e) : r > 0 ? e : o.r > 0 ? o.e : Math.min(e, o.e);
            BigInteger middle = m.shiftLeft(e - unit).add(o.m.shiftLeft(o.e - unit));
            return on(new Ball(middle, radius(unit) + o.radius(unit), unit), this, one, o, one);
        }

        /** In units of 2^unit, with what m loses if these are greater. */
        private long radius(int unit) {
            return e >= unit ? r : shifted(r, unit - e) + 2;
        }

        /** |xy − mm'| ≤ |m|r' + |m'|r + rr', in units that leave 30 bits to the greater of m and m' where it meets a radius. */
        Ball times(Ball o) {
            int long1 = Math.max(0, m.bitLength() - 30), long2 = Math.max(0, o.m.bitLength() - 30);
            int unit = Math.max(o.r > 0 ? long1 : 0, r > 0 ? long2 : 0);
            long radius = 0;
            if (r > 0 && !o.isZero() || o.r > 0 && !isZero()) {
                radius = shifted(above(long1) * o.r, unit - long1) + shifted(o.above(long2) * r, unit - long2);
                radius += shifted(r * o.r, unit) + 4;
            }
            return on(new Ball(m.multiply(o.m).shiftRight(unit), radius, e + o.e + unit), this, o, o, this);
        }

        /** A number of units of 2^unit that |m| does not exceed. */
        private long above(int unit) {
            return Math.abs(m.shiftRight(unit).longValue()) + (unit > 0 ? 1 : 0);
        }

        Ball negate() {
            return on(new Ball(m.negate(), r, e), this, minusOne);
        }

        Ball minus(Ball o) {
            return plus(o.negate());
        }

        /** |1/x − 1/m| ≤ r/(|m|(|m| − r)) < 2r/m² for r < |m|/2. */
        Ball inverse() {
            boolean apart = m.abs().shiftRight(1).compareTo(BigInteger.valueOf(r)) > 0 || r == 0 && m.signum() != 0;
            require(apart, "arithmetic", "a divisor is not separated from zero");
            int size = m.bitLength(), shift = Math.addExact(size, r == 0 ? bits : Math.min(bits, size + 27));
            BigInteger[] quotient = BigInteger.ONE.shiftLeft(shift).divideAndRemainder(m);
            BigInteger width = BigInteger.valueOf(2 * r).shiftLeft(shift);
            long radius = width.divide(m.multiply(m)).longValueExact() + 2;
            boolean exact = r == 0 && quotient[1].signum() == 0;
            Ball value = new Ball(quotient[0], exact ? 0 : radius, -shift - e);
            return on(value, this, place < 0 ? one : value.times(value).negate());
        }

        /** All numbers between two: (a + b)/2 + t(a − b)/2, |t| ≤ 1. */
        Ball hull(Ball o) {
            Ball some = new Ball(BigInteger.ZERO, 1, 0);
            return plus(o).plus(minus(o).times(some)).times(half);
        }

        /** Without its place on the tape, and with the bits of now. */
        Ball flat() {
            return new Ball(m, r, e);
        }

        /** Its lower or upper end. */
        Ball end(int side) {
            return new Ball(m.add(BigInteger.valueOf(side * r)), 0, e);
        }

        Ball size() {
            return m.signum() < 0 ? flat().negate() : flat();
        }

        boolean isZero() {
            return m.signum() == 0 && r == 0;
        }

        /** The middle of an exact one may be written with other exponents. */
        boolean same(Ball o) {
            return flat().minus(o.flat()).m.signum() == 0 && r == o.r && (r == 0 || e == o.e);
        }

        boolean isPositive() {
            return m.compareTo(BigInteger.valueOf(r)) > 0;
        }

        boolean below(Ball o) {
            return o.flat().minus(flat()).isPositive();
        }
    }

    private static int bitLength(long value) {
        return 64 - Long.numberOfLeadingZeros(value);
    }

    private static long shifted(long value, int places) {
        return places > 62 ? 0 : value >> places;
    }

    private Ball ball(long value) {
        return new Ball(BigInteger.valueOf(value), 0, 0);
    }

    private Ball ball(Rational value) {
        int shift = Math.max(0, bits + value.d.bitLength() - value.n.bitLength());
        BigInteger[] quotient = value.n.shiftLeft(shift).divideAndRemainder(value.d);
        boolean exact = quotient[1].signum() == 0;
        int zeros = exact ? Math.max(0, quotient[0].getLowestSetBit()) : 0;
        return new Ball(quotient[0].shiftRight(zeros), exact ? 0 : 1, zeros - shift);
    }

    /** φ_j(y) = Σ yⁿ/(n + j)!; φ_0 = exp, φ_{j+1}(y) = (φ_j(y) − φ_j(0))/y, φ_1' = φ_1 − φ_2 (certificate-K2). */
    private Ball phi(int j, Ball y) {
        int size = y.m.bitLength() + y.e, spread = bitLength(y.r) + y.e;
        if (y.place >= 0 && recording) {
            Ball value = phi(j, y.flat());
            return on(value, y, j == 0 ? value : value.minus(phi(2, y.flat())));
        } else if (j == 0 && size > 20 && spread < size - 1 && y.m.signum() < 0) {
            // |y| ≥ 2²⁰, less half of it: e^y is between 0 and 2^(1 − 2¹⁹). No print is as small.
            return new Ball(BigInteger.ONE, 1, -1 << 19);
        } else if (y.isZero() && j < 3) {
            return j < 2 ? one : half;
        } else if (y.r > 0 && spread >= 0) {
            return phi(j, y.end(-1)).hull(phi(j, y.end(1)));
        } else if (y.r > 0) {
            // |d log φ_j/dy| ≤ 1, and e^{±r} is within 1 ± (r + 2r²) for r < 1/2.
            Ball factor = new Ball(BigInteger.ONE.shiftLeft(-y.e), y.r + shifted(y.r * y.r, -y.e - 1) + 1, y.e);
            return phi(j, new Ball(y.m, 0, y.e)).times(factor);
        } else if (size > -3 && j > 0) {
            return phi(j - 1, y).minus(one).times(y.inverse());
        } else if (size > -3) {
            // (e^{y/2ⁿ})^{2ⁿ} with more bits, for what squaring loses.
            require(size < 23, "arithmetic", "an exponent is beyond 4,000,000");
            int halvings = size + 8, asked = bits;
            bits = asked + 2 * halvings + 8;
            Ball power = phi(0, new Ball(y.m, 0, y.e - halvings));
            for (int n = 0; n < halvings; n++) {
                power = power.times(power);
            }
            bits = asked;
            return power.flat();
        }
        // |y| < 1/8. In units of 2^−scale each term is off by 4 at most, and what follows the last is less than that.
        int scale = Math.addExact(bits, 30), n = 1;
        BigInteger small = y.m.shiftLeft(Math.addExact(y.e, scale));
        BigInteger term = BigInteger.ONE.shiftLeft(scale), sum = BigInteger.ZERO;
        for (; term.bitLength() > 1; n++) {
            sum = n > j ? sum.add(term) : sum;
            term = (n > j ? term.multiply(small).shiftRight(scale) : term).divide(BigInteger.valueOf(n));
        }
        return new Ball(sum.add(term), 4L * n + 8, -scale);
    }

    // ------------------------------------------------------------------ the tape (certificate-K6)

    /** For silence and for condition numbers; where so many do not suffice for silence, there are more. */
    private static final int FEW_BITS = 96;

    private int places;
    private boolean recording = true;
    /** What arrives over weights of zero and is not known: nothing, but what has it for a slope has none by these weights. */
    private final Ball unheard = on(zero);

    /** Nothing of it goes on the tape. */
    private <T> T aside(Supplier<T> value) {
        boolean recorded = recording;
        recording = false;
        T found = value.get();
        recording = recorded;
        return found;
    }

    /** A leaf of the tape; or the value of a function of operands by their partial derivatives, if one is on the tape. */
    private Ball on(Ball value, Ball... by) {
        boolean depends = by.length == 0;
        for (int k = 0; k < by.length && recording; k += 2) {
            depends |= by[k].place >= 0;
        }
        Ball node = depends ? value.flat() : value;
        places = Math.addExact(places, depends ? 1 : 0);
        node.by = depends ? by : node.by;
        node.place = depends ? places : node.place;
        return node;
    }

    /** What a value depends on, with its partial derivatives: leaves, and condensed nodes unless these are to be seen through. */
    private Map<Ball, Ball> slopes(Ball value, boolean through, boolean sharp) {
        Map<Ball, Ball> slopes = new LinkedHashMap<>();
        Queue<Ball> open = new PriorityQueue<>((a, b) -> Integer.compare(b.place, a.place));
        Ball root = on(value, value, one);
        root.adjoint = one;
        open.add(root);
        int asked = bits;
        bits = sharp ? bits : Math.min(bits, FEW_BITS);
        recording = false;
        while (!open.isEmpty()) {
            Ball node = open.remove();
            for (int k = 0; k < node.by.length; k += 2) {
                Ball parent = node.by[k], slope = node.by[k + 1];
                Ball more = slope == one ? node.adjoint : node.adjoint.times(slope);
                // Exact zeros are no dependence.
                boolean depends = parent.place >= 0 && !more.isZero();
                if (depends && (parent.by.length == 0 || parent.condensed && !through)) {
                    slopes.merge(parent, more, Ball::plus);
                } else if (depends) {
                    open.addAll(parent.adjoint == null ? List.of(parent) : List.of());
                    parent.adjoint = parent.adjoint == null ? more : parent.adjoint.plus(more);
                }
            }
            node.adjoint = null;
        }
        recording = true;
        bits = asked;
        slopes.values().removeIf(Ball::isZero);
        return slopes;
    }

    /** Lets a node depend on leaves and condensed nodes only, so that what is between is swept once. */
    private Ball condense(Ball node) {
        if (node.place >= 0 && node.by.length > 0 && !node.condensed) {
            List<Ball> by = new ArrayList<>();
            slopes(node, false, sharp).forEach((parent, slope) -> by.addAll(List.of(parent, slope)));
            node.by = by.toArray(Ball[]::new);
            node.condensed = true;
        }
        return node;
    }

    // ------------------------------------------------------------------ the network

    private final Node net, answer;
    /** By their names in rows of the Jacobian; null where the file says null. */
    private final Map<List<Object>, Real> reals = new LinkedHashMap<>();
    /** Names of lists of reals, which may be empty. */
    private final Set<List<Object>> lists = new LinkedHashSet<>();
    /** What the file names the axis of a list by, if it does. */
    private final Map<List<Object>, String> axes = new HashMap<>();

    private final Map<Rational, Real> rates = new HashMap<>();
    private final Map<String, List<Unit>> groups = new LinkedHashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private boolean undecided, derivatives, sharp, jacobian;
    private Rational horizon;
    private String convention;

    private final Event beginning = new Event(null, ZERO, ZERO);

    private Checker(Node net, Node answer) {
        this.net = net;
        this.answer = answer;
        beginning.node = zero;
        beginning.moment = new Moment(-1, STILL);
    }

    /** Exactly, as it is given (on the tape), and as it acts, which is 1/τ for a time constant. */
    private final class Real {
        private final Rational exact;
        private final Ball given, value;
        private final boolean inverse;
        /** The first one that equals it. */
        private final Real equal;

        Real(Node node, String kind) {
            Rational read = node.real();
            inverse = node.toString().contains("/tau_");
            boolean positive = kind.equals("alpha") || inverse;
            int least = positive ? 1 : kind.matches("beta|input|delay|refractory|.*-time") ? 0 : -1;
            require(read.n.signum() >= least, node, "is negative");
            exact = inverse ? read.inverse() : read;
            given = derivatives && !kind.equals("still") ? on(ball(read)) : ball(read);
            value = inverse ? given.inverse() : given;
            equal = rates.computeIfAbsent(exact, unseen -> this);
        }

        /** As it acts, as a function of the real that moves. */
        Moving moving() {
            return new Moving(exact, this != mover ? ZERO : inverse ? ZERO.minus(exact.times(exact)) : ONE);
        }
    }

    /** The real at a place, which many may share; null for null. */
    private Real real(Node node, List<Object> name) {
        if (node.real == null && !reals.containsKey(name)) {
            node.real = node.isNull() ? null : new Real(node, (String) name.get(0));
            reals.put(name, node.real);
        }
        return node.real;
    }

    private static List<Object> named(String kind, List<Object> owner, Object... more) {
        return Stream.of(List.of(kind), owner, List.of(more))
                .flatMap(List::stream)
                .map(part -> (Object) part)
                .toList();
    }

    /** The real of a neuron, or of a unit, from a list; or the one of all. */
    private Real real(Node list, int n, Object kind, Object owner) {
        return list.kind == '[' ? real(list.get(n), List.of(kind, owner, n)) : real(list, List.of(kind, owner));
    }

    /** Exactly, if the reals are; the second may have no derivative. */
    private Ball difference(Real a, Real b, boolean both) {
        Ball other = both ? b.value : b.value.flat();
        return on(ball(a.exact.minus(b.exact)), a.value, one, other, minusOne);
    }

    private List<Unit> group(Node name) {
        require(groups.containsKey(name.string()), name, "is no population");
        return groups.get(name.text);
    }

    private Unit unit(Node population, Node n) {
        List<Unit> group = group(population);
        return group.get(n.integer(0, group.size() - 1));
    }

    /** Between units, with the weight before it if that is a current; or, without one, from a neuron to itself: what ends its hold; or an input. */
    private record Synapse(Unit to, Real weight, Real before, Ball jump, Real delay, Real rate) {}

    /** A neuron, or a unit of a source, which has no constants. Potentials count from the leak. */
    private final class Unit {
        private final String group;
        private final int index;
        private final List<Synapse> outgoing = new ArrayList<>();
        private final List<Event> train = new ArrayList<>(), events = new ArrayList<>(), batch = new ArrayList<>();
        private List<Real> constants = List.of();
        private final Map<Jump, Moving> jumps = new HashMap<>();
        private Moment past;
        private Moving fall;
        private boolean resting, holds;
        private Ramp ramp;
        private Real beta;
        private Ball scale, rest, top, bottom;
        private Rational now = ZERO, to = ZERO, until = horizon, heard = horizon;
        private State initial, state;
        private List<Rational> pieces = List.of();
        private int piece;

        Unit(Node population, String group, int n) {
            this.group = group;
            index = n;
            if (population.has("spikes")) {
                lists.add(List.of("input", group, n));
                for (Node time : population.get("spikes", n).list()) {
                    Real input = real(time, List.of("input", group, n, time.key));
                    train.add(new Event(beginning, new Synapse(this, null, null, zero, input, null)));
                }
                return;
            }
            beta = real(population.get(population.has("tau_mem") ? "tau_mem" : "beta"), n, "beta", group);
            scale = convention.equals("current") ? beta.value : one;
            // Without leak it moves nothing but the potential at the beginning.
            boolean leaks = beta.exact.n.signum() > 0;
            require(leaks || convention.equals("kernel"), population, "has no leak, which this convention divides by");
            Real leak = real(population.orElse("leak", "0"), n, "leak", group);
            rest = leaks ? leak.value : leak.value.flat();
            Real reset = real(population.orElse("reset", "0"), n, "reset", group),
                    hold = real(population.orElse("refractory", "0"), n, "refractory", group),
                    threshold = real(population.get("threshold"), n, "threshold", group);
            Real first = population.has("initial") ? real(population.get("initial"), n, "initial", group) : leak;
            // What the file does not give has no derivatives, and null in a gradient.
            Stream.of("initial", "current", "current-time", "reset-kernel")
                    .filter(kind -> !population.has(kind.replace("-time", "")))
                    .forEach(kind -> reals.put(List.of(kind, group), null));
            bottom = difference(reset, leak, leaks);
            initial = new State(difference(first, leak, leaks), false, Map.of());
            if (population.has("current")) {
                Node current = population.get("current");
                boolean each = current.kind == '{';
                Stream.of("current", "current-time")
                        .forEach(kind -> axes.put(List.of(kind, group), each ? "neuron" : null));
                drive(each ? current.get("neuron", n) : current, each ? List.of(group, n) : List.of(group));
            }
            holds = hold.exact.n.signum() > 0;
            if (holds) {
                outgoing.add(new Synapse(this, null, null, zero, hold, null));
            }
            if (threshold != null) {
                boolean below = reset.exact.below(threshold.exact) && first.exact.below(threshold.exact);
                require(below, population, "V starts at the threshold");
                top = difference(threshold, leak, leaks);
                constants = List.of(threshold, reset, leak, first, beta, hold);
            }
        }

        /** Jumps of an input current are arrivals over a synapse whose current does not decay. */
        private void drive(Node course, List<Object> owner) {
            Real before = null, still = new Real(new Node(null, "", "0"), "still");
            Rational last = null;
            Stream.of("current", "current-time").forEach(kind -> lists.add(named(kind, owner)));
            for (Node step : course.list()) {
                Real at = real(step.get(0), named("current-time", owner, step.key)),
                        value = real(step.get(1), named("current", owner, step.key));
                require(last == null || last.below(at.exact), step, "is not after the jump before");
                Ball jump = before == null ? value.value : difference(value, before, true);
                events.add(new Event(beginning, new Synapse(this, value, before, jump.times(scale), at, still)));
                last = at.exact;
                before = value;
            }
        }

        @Override
        public String toString() {
            return "neuron " + index + " of " + group;
        }
    }

    /** Reals of a population; where it has no neuron, of nothing. */
    private static final List<String> OF_NEURONS =
            List.of("beta", "tau_mem", "threshold", "reset", "leak", "initial", "refractory", "current");

    private void readNetwork() {
        is("goldspike-network/1", net.get("format"));
        horizon = net.get("horizon").real();
        convention = net.orElse("convention", "\"kernel\"").string();
        require(convention.matches("current|kernel"), "/convention", "is unknown");
        for (Node population : net.get("populations").list()) {
            String name = population.get("name").string();
            List<Unit> group = new ArrayList<>();
            boolean source = population.has("spikes");
            int size = source
                    ? population.get("spikes").list().size()
                    : population.get("size").integer(0, 1_000_000);
            require(groups.put(name, group) == null, population, "comes twice");
            if (size == 0) {
                OF_NEURONS.stream().filter(population::has).map(population::get).forEach(Node::free);
            }
            for (int n = 0; n < size; n++) {
                group.add(new Unit(population, name, n));
            }
            units.addAll(group);
        }
        for (Node projection : net.get("projections").list()) {
            readProjection((Integer) projection.key, projection);
        }
    }

    private void readProjection(int p, Node projection) {
        List<Unit> from = group(projection.get("from")), to = group(projection.get("to"));
        reals.put(List.of("kernel", p), null);
        Node given = projection.get(projection.has("tau_syn") ? "tau_syn" : "alpha");
        boolean dense = projection.has("weights"), post = given.has("post");
        axes.put(List.of("alpha", p), given.kind != '{' ? null : post ? "post" : "pre");
        Node rates = given.kind == '{' ? given.get(axes.get(List.of("alpha", p))) : given;
        for (int k = 0; k < (post ? to : from).size(); k++) {
            real(rates, k, "alpha", p);
        }
        if ((post ? to : from).isEmpty()) {
            rates.free();
        }
        Node delays = dense ? projection.orElse("delays", "0") : projection;
        if (dense && from.isEmpty()) {
            delays.free();
        }
        Real common = dense && delays.kind != '[' ? real(delays, List.of("delay", p)) : null;
        Stream.of("weight", "delay")
                .filter(kind -> common == null || kind.equals("weight"))
                .forEach(kind -> lists.add(List.of(kind, p)));
        // What these loops do not reach is not looked at, and refused.
        Node table = projection.get(dense ? "weights" : "synapses");
        for (int r = 0; r < Math.max(table.list().size(), dense ? from.size() : 0); r++) {
            Node row = table.get(r).is('[', "a list");
            for (int c = 0; c < (dense ? to.size() : 1); c++) {
                Unit source = from.get(dense ? r : row.get(0).integer(0, from.size() - 1));
                Unit target = to.get(dense ? c : row.get(1).integer(0, to.size() - 1));
                Real weight = dense
                        ? real(row.get(c), List.of("weight", p, r, c))
                        : real(row.get(2), List.of("weight", p, r));
                Real delay = common;
                if (!dense) {
                    delay = real(row.orElse(3, "0"), List.of("delay", p, r));
                } else if (common == null) {
                    // Where there is no synapse there is no delay, whatever stands there.
                    delays.get(r, c).free();
                    delay = weight == null ? null : real(delays.get(r, c), List.of("delay", p, r, c));
                    reals.put(List.of("delay", p, r, c), delay);
                }
                Real rate = real(rates, (post ? target : source).index, "alpha", p);
                if (weight != null) {
                    require(target.beta != null, projection, "leads to a source");
                    Ball jump = weight.value.times(target.scale);
                    source.outgoing.add(new Synapse(target, weight, null, jump, delay, rate));
                }
            }
        }
    }

    // ------------------------------------------------------------------ events

    /** A spike, the end of its hold, what comes over a synapse, or an input. */
    private static final class Event {
        private final Unit unit;
        private final Event cause;
        private final Synapse synapse;
        private final Rational lo, hi;
        private final List<Event> tied = new ArrayList<>();
        private Map<Jump, Moving> parts = Map.of();
        private Moment moment;
        private Ball node, slope, departure;

        /** A claimed spike, which has no moment and no time on the tape yet; or the beginning. */
        Event(Unit unit, Rational lo, Rational hi) {
            this.unit = unit;
            cause = null;
            synapse = null;
            this.lo = lo;
            this.hi = hi;
        }

        /** When what comes over a weight of zero comes does not matter. */
        Event(Event cause, Synapse synapse) {
            unit = synapse.to;
            this.cause = cause;
            this.synapse = synapse;
            lo = cause.lo.plus(synapse.delay.exact);
            hi = cause.hi.plus(synapse.delay.exact);
            Ball time = cause.node.plus(synapse.delay.value);
            node = arrives() && synapse.jump.isZero() ? time.flat() : time;
        }

        boolean arrives() {
            return synapse != null && synapse.weight != null;
        }
    }

    // ------------------------------------------------------------------ names of moments (certificate-K5)

    /** Equal moments are equal times: some time after spikes of neurons with equal constants and equal histories. */
    private record Moment(int origin, Moving since) {

        Moment from(Moving start) {
            return new Moment(origin, since.minus(start));
        }
    }

    private record Jump(Moment at, Moving rate) {}

    /** ϑ − V of a neuron without leak that has heard of its input current only, since some time; in units of ϑ − r (events-E9). */
    private record Ramp(Moving since, Moving left, Moving drive, boolean curved) {

        /** With a jump of the current; null where it comes at the end of a hold and moves otherwise. */
        Ramp with(Moving time, Moving jump) {
            int order = time.x.compareTo(since.x);
            if (order <= 0) {
                return order == 0 && !time.equals(since) ? null : new Ramp(since, left, drive.plus(jump), curved);
            }
            Moving rest = left.minus(drive.times(time.minus(since)));
            return new Ramp(time, rest, drive.plus(jump), curved && drive.v.n.signum() == 0);
        }

        /** An exact time; if it is no affine function of what moves, of a kind of its own. */
        Moment crossing() {
            int kind = curved || drive.v.n.signum() != 0 ? -2 : -1;
            return new Moment(kind, since.plus(left.times(drive.inverse())));
        }
    }

    private final Map<Object, Integer> identities = new HashMap<>();
    /** In the order in which they are taken up. */
    private final List<Event> log = new ArrayList<>();
    /** The real that all others stand still beside, if it is not null. */
    private Real mover;

    private int identity(Object key) {
        return identities.computeIfAbsent(key, unseen -> identities.size());
    }

    /** A neuron from the leak on, in units of ϑ − r. */
    private void begin(Unit unit) {
        if (!unit.constants.isEmpty()) {
            List<Moving> real = unit.constants.stream().map(Real::moving).toList();
            unit.fall = real.get(0).minus(real.get(1)).inverse();
            Moving threshold = real.get(0).minus(real.get(2)).times(unit.fall);
            Moving initial = real.get(3).minus(real.get(2)).times(unit.fall);
            unit.resting = initial.equals(STILL);
            unit.past = new Moment(identity(List.of(threshold, initial, real.get(4), real.get(5))), STILL);
            boolean level = real.get(4).equals(STILL);
            unit.ramp = level ? new Ramp(STILL, threshold.minus(initial), STILL, false) : null;
            unit.jumps.clear();
        }
    }

    /** Names the moment of an event by what came before. From rest on, times count from the first jump. */
    private void name(Event event) {
        Unit unit = event.unit;
        if (event.cause != null) {
            Moment from = event.cause.moment;
            event.moment = new Moment(from.origin, from.since.plus(event.synapse.delay.moving()));
        } else {
            Moving first = unit.jumps.keySet().stream()
                    .map(Jump::at)
                    .min(Comparator.comparing(Moment::origin).thenComparing(Moment::since))
                    .map(Moment::since)
                    .orElse(STILL);
            Moving origin = unit.resting ? first : unit.past.since;
            List<Object> history = List.of(unit.past.origin, since(origin, unit.jumps), since(origin, event.parts));
            event.moment = unit.past = new Moment(identity(history), origin);
            if (unit.ramp != null && unit.ramp.drive.x.n.signum() > 0) {
                Moment exact = unit.ramp.crossing();
                Moving start = exact.since.plus(unit.constants.get(5).moving());
                boolean parts = !event.parts.isEmpty();
                event.moment = parts ? new Moment(identity(List.of(exact, since(STILL, event.parts))), STILL) : exact;
                unit.ramp = parts ? null : new Ramp(start, new Moving(ONE, ZERO), unit.ramp.drive, exact.origin < -1);
            }
            unit.resting = false;
            unit.jumps.clear();
        }
        if (event.arrives() && unit.fall != null) {
            jump(unit.jumps, event);
        }
    }

    /** Jumps of one rate at one moment are one; if they cancel, none. */
    private void jump(Map<Jump, Moving> jumps, Event arrival) {
        Synapse synapse = arrival.synapse;
        Moving before = synapse.before == null ? STILL : synapse.before.moving();
        Moving weight = synapse.weight.moving().minus(before).times(arrival.unit.fall);
        weight = convention.equals("current") ? weight.times(arrival.unit.beta.moving()) : weight;
        if (!weight.equals(STILL)) {
            Jump jump = new Jump(arrival.moment, synapse.rate.moving());
            jumps.merge(jump, weight, (a, b) -> a.plus(b).equals(STILL) ? null : a.plus(b));
            Ramp ramp = arrival.unit.ramp;
            if (ramp != null && jumps == arrival.unit.jumps) {
                boolean driven = synapse.rate.exact.n.signum() == 0;
                arrival.unit.ramp = driven ? ramp.with(arrival.moment.since, weight) : null;
            }
        }
    }

    private static Map<Jump, Moving> since(Moving origin, Map<Jump, Moving> jumps) {
        Map<Jump, Moving> since = new HashMap<>();
        jumps.forEach((jump, weight) -> since.put(new Jump(jump.at.from(origin), jump.rate), weight));
        return since;
    }

    private final Map<Real, Map<Event, List<Event>>> parting = new HashMap<>();

    /** The spikes and restarts that some tied arrivals do not move together with: all moments are named anew, until no class splits. */
    private Map<Event, List<Event>> parting(Real real) {
        return parting.computeIfAbsent(real, unseen -> {
            Map<Event, List<Event>> parting = new LinkedHashMap<>();
            mover = real;
            log.forEach(event -> event.parts = Map.of());
            for (long before = -1, classes = 0; before < classes; ) {
                before = classes;
                parting.clear();
                units.forEach(this::begin);
                log.forEach(this::name);
                classes = log.stream().map(event -> event.moment).distinct().count();
                for (Event event : log) {
                    List<Event> apart = new ArrayList<>(event.tied);
                    apart.removeIf(arrival -> arrival.moment.equals(event.moment));
                    Map<Jump, Moving> parts = new HashMap<>();
                    apart.forEach(arrival -> jump(parts, arrival));
                    event.parts = parts;
                    parting.putAll(parts.isEmpty() ? Map.of() : Map.of(event, apart));
                }
            }
            return parting;
        });
    }

    private final Map<Ball, Map<Ball, Ball>> rows = new HashMap<>();

    private Map<Ball, Ball> row(Ball node) {
        return rows.computeIfAbsent(node, unseen -> slopes(node, true, true));
    }

    /** How fast what has these slopes moves, where these leaves of the tape do. */
    private Ball dot(Map<Ball, Ball> row, Map<Ball, Ball> dots) {
        Ball sum = zero;
        for (Map.Entry<Ball, Ball> leaf : dots.entrySet()) {
            sum = sum.plus(row.getOrDefault(leaf.getKey(), zero).times(leaf.getValue()));
        }
        return sum;
    }

    private final Map<List<Object>, Map<Ball, Ball>> sides = new HashMap<>();
    private boolean settled;
    /** The spikes that some arrival parts from to first order; to each side by each real. */
    private Set<Event> lagging = Set.of();

    private final Map<List<Object>, Set<Event>> lags = new HashMap<>();

    private static final int[] SIGNS = {1, -1};

    /** Whether a tie may be none for a real: what parts by name, but to first order not, leaves all derivatives as they are (events-E5). */
    private boolean parts(Real real, Event tie) {
        return parting(real).containsKey(tie)
                && !Arrays.stream(SIGNS)
                        .allMatch(sign -> side(real, sign).containsKey(tie.departure)
                                && !lags.get(List.of(real, sign)).contains(tie));
    }

    /** How fast the departures of tied spikes move with a real that grows (1) or falls (−1), of those whose order is proved. */
    private Map<Ball, Ball> side(Real real, int sign) {
        return sides.computeIfAbsent(List.of(real, sign), unseen -> {
            Map<Event, List<Event>> parting = parting(real);
            Map<Ball, Ball> dots = Map.of(real.given, ball(sign));
            for (int pass = 0; pass < 2 * parting.size() + 4; pass++) {
                Map<Ball, Ball> last = dots, next = new LinkedHashMap<>(Map.of(real.given, ball(sign)));
                Set<Event> open = new HashSet<>();
                lagging = new HashSet<>();
                parting.forEach((spike, apart) -> {
                    settled = true;
                    next.put(spike.departure, departure(spike, apart, last, parting));
                    open.addAll(settled ? Set.of() : Set.of(spike));
                });
                if (next.keySet().stream().allMatch(leaf -> next.get(leaf).same(last.getOrDefault(leaf, zero)))) {
                    lags.put(List.of(real, sign), lagging);
                    for (int before = -1; before < open.size(); ) {
                        before = open.size();
                        parting.forEach(
                                (spike, apart) -> open.addAll(follows(spike, apart, open) ? Set.of(spike) : Set.of()));
                    }
                    open.forEach(spike -> next.remove(spike.departure));
                    return next;
                }
                dots = next;
            }
            return Map.of();
        });
    }

    /** Whether the motion of a tied spike, or of what arrives then, depends on that of one whose order is open. */
    private boolean follows(Event spike, List<Event> apart, Set<Event> open) {
        return Stream.concat(Stream.of(spike), apart.stream())
                .flatMap(event -> row(event.node).keySet().stream())
                .anyMatch(leaf -> leaf.tie != null && open.contains(leaf.tie));
    }

    /** Whether a spike is another one, or tied with what comes from it: nothing may arrive before it and bring it about. */
    private static boolean waits(Event one, Event other, Map<Event, List<Event>> all, Set<Event> seen) {
        List<Event> tied = seen.add(one) ? all.getOrDefault(one, List.of()) : List.of();
        return one == other || tied.stream().anyMatch(by -> waits(by.cause, other, all, seen));
    }

    /** x − φ, where s(x − φ) + Σ W (x − a)⁺ = 0 and those with a < x are as before. */
    private Ball departure(Event spike, List<Event> apart, Map<Ball, Ball> last, Map<Event, List<Event>> all) {
        Map<Ball, Ball> others = new LinkedHashMap<>(last);
        Ball departs = others.remove(spike.departure), smooth = dot(row(spike.node), others);
        Ball x = departs == null ? smooth : smooth.plus(departs), push = zero;
        Ball before = spike.slope == null ? zero : spike.slope, slope = before, least = before;
        for (Event arrival : apart) {
            Ball jump = arrival.synapse.jump.flat(), moves = dot(row(arrival.node), last), lag = x.minus(moves);
            boolean first = lag.m.signum() > 0;
            push = first ? push.plus(jump.times(moves.minus(smooth))) : push;
            slope = first ? slope.plus(jump) : slope;
            least = jump.m.signum() < 0 ? least.plus(jump) : least;
            settled &= lag.isZero() || lag.size().isPositive();
            Real delay = arrival.synapse.delay;
            boolean falls = delay.exact.n.signum() == 0
                    && last.getOrDefault(delay.given, zero).m.signum() < 0;
            settled &= !falls || !waits(arrival.cause, spike, all, new HashSet<>());
            lagging.addAll(lag.isZero() ? Set.of() : Set.of(spike));
        }
        settled &= least.isPositive() && spike.slope != null;
        return push.isZero() || !slope.isPositive() ? zero : push.times(slope.inverse());
    }

    // ------------------------------------------------------------------ what is claimed (certificate-K9)

    /** Spikes that an undecided answer names. */
    private final Set<Object> doubts = new HashSet<>();

    /** Spikes are claimed up to the horizon, or up to a unit of the last place less than what an undecided answer says. */
    private void readUntil() {
        for (Node doubt : answer.orElse("undecided", "[]").list()) {
            Node at = doubt.get("at");
            // What it says to people is no claim.
            doubt.free();
            Object spike = at.has("spike") ? at.get("spike").integer(0, 999_999_999) : "";
            Unit named = unit(at.get("population"), at.get("neuron"));
            doubts.add(List.of(named.group, named.index, spike));
            for (Node affected : at.orElse("affected", "[]").list()) {
                BigDecimal until = decimal(affected.get(2).string(), affected);
                Unit unit = unit(affected.get(0), affected.get(1));
                Rational before = Rational.of(until.subtract(until.ulp()).max(BigDecimal.ZERO));
                unit.until = before.below(unit.until) ? before : unit.until;
            }
        }
        require(undecided != doubts.isEmpty(), "/undecided", "says nothing");
        for (Unit unit : units) {
            for (Synapse synapse : unit.outgoing) {
                Unit to = synapse.to;
                Rational known = unit.until.plus(synapse.delay.exact);
                if (synapse.jump.isZero()) {
                    to.heard = known.below(to.heard) ? known : to.heard;
                } else if (known.below(to.until)) {
                    // Of a unit that has no threshold nothing is claimed but, perhaps, an integral.
                    require(to.top == null, to, "what arrives is not known");
                    to.until = known;
                }
            }
        }
    }

    /** In the order of time, spikes first, so that what an event needs of its cause is there when it is taken up. */
    private final Queue<Event> events = new PriorityQueue<>(Comparator.comparing((Event event) -> event.lo)
            .thenComparing(event -> event.cause != null)
            .thenComparing(event -> event.hi));

    private void readClaims(Unit unit) {
        Node proofs = answer.get("certificate");
        Rational before = ZERO;
        for (Node claim : proofs.get("spikes", unit.group, unit.index).list()) {
            BigDecimal centre = decimal(claim.get(0).string(), claim),
                    radius = decimal(claim.get(1).string(), claim);
            Event spike = new Event(unit, Rational.of(centre.subtract(radius)), Rational.of(centre.add(radius)));
            boolean within = before.below(spike.lo) && spike.lo.below(spike.hi) && !unit.until.below(spike.hi);
            require(within && unit.top != null, claim, "is not the time of the next spike before the horizon");
            events.add(spike);
            before = spike.hi;
        }
        unit.pieces = proofs.get("pieces", unit.group, unit.index).list().stream()
                .map(Node::real)
                .toList();
        // That their entries are as many as spikes shows when each is looked at.
        Stream.of("spikes", "slopes", "condition")
                .filter(section -> !section.equals("condition") || answer.has(section))
                .forEach(section -> answer.get(section, unit.group, unit.index).list());
    }

    /** What a spike causes: its arrivals, and the end of its hold. */
    private void follow(Event spike) {
        for (Synapse synapse : spike.unit.outgoing) {
            announce(new Event(spike, synapse));
        }
    }

    private void announce(Event event) {
        events.addAll(event.lo.below(event.unit.until) ? List.of(event) : List.of());
    }

    // ------------------------------------------------------------------ the flow between events (certificate-K3)

    /** V − leak, whether it is held there, and the currents by their rates. */
    private record State(Ball v, boolean held, Map<Real, Ball> i) {

        State plus(State o) {
            Map<Real, Ball> sum = new LinkedHashMap<>(i);
            o.i.forEach((rate, current) -> sum.merge(rate, current, Ball::plus));
            return new State(held ? v : v.plus(o.v), held, sum);
        }
    }

    private final State nothing = new State(zero, false, Map.of());

    /** e^{−rate·s}. */
    private Ball decay(Ball rate, Ball s) {
        return phi(0, rate.times(s).negate());
    }

    /** The state some time later. */
    private State after(Unit unit, State state, Ball s) {
        if (s.isZero() && s.place < 0) {
            return state;
        }
        Ball fall = decay(unit.beta.value, s), v = state.v.times(fall), sharp = v.flat();
        Map<Real, Ball> i = new LinkedHashMap<>(), sums = aside(() -> sums(state));
        boolean alone = sums.size() == state.i.size();
        for (Real rate : state.i.keySet()) {
            Ball current = state.i.get(rate), decay = decay(rate.value, s), h = kernel(unit, rate, s, fall, decay);
            Ball sum = alone ? null : sums.remove(rate.equal);
            sharp = sum == null ? sharp : sharp.plus(sum.times(h.flat()));
            v = v.plus(current.times(h));
            i.put(rate, current.times(decay));
        }
        v = alone ? v : on(sharp, v, one);
        return new State(state.held ? state.v : v, state.held, i);
    }

    /** (e^{−αs} − e^{−βs})/(β − α) = s e^{−βs} φ_1((β − α)s), whichever is sharp. */
    private Ball kernel(Unit unit, Real rate, Ball s, Ball fall, Ball decay) {
        Ball difference = unit.beta.value.minus(rate.value), y = difference.times(s);
        boolean near = y.m.signum() == 0 || y.m.bitLength() + y.e < -2;
        return near ? s.times(fall).times(phi(1, y)) : decay.minus(fall).times(difference.inverse());
    }

    /** The state after an event. */
    private State after(Event event, State before) {
        return event.arrives()
                ? before.plus(new State(zero, false, Map.of(event.synapse.rate, event.synapse.jump)))
                : new State(event.unit.bottom, event.cause == null && event.unit.holds, before.i);
    }

    /** A state with what came before some time. */
    private State with(List<Event> events, Unit unit, State state, Ball time) {
        State sum = state;
        for (Event event : events) {
            sum = event.arrives() ? sum.plus(after(unit, after(event, nothing), time.minus(event.node))) : sum;
        }
        return sum;
    }

    /** V' where V = ϑ: Σ I_k − β(ϑ − leak). */
    private Ball drive(Unit unit, State state) {
        return sum(state.i).minus(unit.beta.value.times(unit.top));
    }

    private Ball sum(Map<Real, Ball> terms) {
        return terms.values().stream().reduce(zero, Ball::plus);
    }

    /** Currents of equal rates are one: where each has derivatives of its own, their sum still has sharper bounds than they. */
    private Map<Real, Ball> sums(State state) {
        Map<Real, Ball> sums = new LinkedHashMap<>();
        state.i.forEach((rate, current) -> sums.merge(rate.equal, current, Ball::plus));
        return sums;
    }

    /** A lower and an upper bound of the drive at all times between two states; of rates that are slow here by Taylor's formula of some order. */
    private Ball[] drive(Unit unit, State from, State to, Ball length, int order) {
        Map<Real, Ball> first = sums(from), last = sums(to), slow = new LinkedHashMap<>(), rest = new LinkedHashMap<>();
        Ball leak = unit.beta.value.times(unit.top).negate(), low = leak.end(-1), high = leak.end(1);
        for (Real rate : first.keySet()) {
            Ball a = first.get(rate), b = last.get(rate);
            if (order > 0 && !one.below(rate.value.times(length))) {
                slow.put(rate, a);
                rest.put(rate, a.hull(b));
            } else {
                low = low.plus(a.end(-1).below(b.end(-1)) ? a.end(-1) : b.end(-1));
                Ball most = a.end(1).below(b.end(1)) ? b.end(1) : a.end(1);
                // What is not positive decays to 0 and stays so.
                high = high.plus(a.end(1).m.signum() <= 0 && most.m.signum() > 0 ? zero : most);
            }
        }
        Ball bend = taylor(slow, rest, length, order);
        return new Ball[] {low.plus(bend.end(-1)), high.plus(bend.end(1))};
    }

    /** Σ I_k e^{−α_k u} for 0 ≤ u ≤ length, with Lagrange's remainder (crossing-C7): currents that cancel do so in every term. */
    private Ball taylor(Map<Real, Ball> terms, Map<Real, Ball> rest, Ball length, int order) {
        Deque<Ball> sums = new ArrayDeque<>();
        for (int n = 1; n <= order; n++) {
            sums.push(sum(terms));
            Ball part = ball(new Rational(BigInteger.ONE.negate(), BigInteger.valueOf(n)));
            terms.replaceAll((rate, value) -> value.times(rate.value).times(part));
            rest.replaceAll((rate, value) -> value.times(rate.value).times(part));
        }
        Ball value = sum(rest);
        for (Ball term : sums) {
            // At all times up to the length: between 0 and that.
            Ball most = length.times(value), low = most.end(-1), high = most.end(1);
            value = term.plus((low.m.signum() < 0 ? low : zero).hull(high.m.signum() > 0 ? high : zero));
        }
        return value;
    }

    // ------------------------------------------------------------------ the walk (certificate-K4, certificate-K5)

    private void walk() {
        for (Unit unit : units) {
            begin(unit);
            unit.state = unit.initial;
            unit.train.forEach(this::name);
            unit.train.forEach(this::follow);
            log.addAll(unit.train);
            unit.events.forEach(this::announce);
            unit.events.clear();
            // Of a population in which none can spike nothing is listed.
            if (groups.get(unit.group).stream().anyMatch(other -> other.top != null)) {
                readClaims(unit);
            }
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            Unit unit = event.unit;
            if (unit.top != null && (unit.batch.isEmpty() || unit.to.below(event.lo))) {
                advance(unit, event.lo);
            }
            if (event.cause == null) {
                cross(event);
            }
            name(event);
            log.add(event);
            unit.events.add(event);
            unit.batch.add(event);
            unit.to = unit.to.below(event.hi) ? event.hi : unit.to;
        }
        for (Unit unit : units) {
            if (unit.top != null) {
                advance(unit, unit.until);
                require(unit.piece == unit.pieces.size(), unit, "a split point is in no stretch between events");
            }
        }
    }

    /** Takes up what has come, and proves silence up to some time. */
    private void advance(Unit unit, Rational to) {
        if (!unit.batch.isEmpty()) {
            settle(unit);
        }
        if (unit.now.below(to)) {
            State end = after(unit, unit.state, ball(to).minus(ball(unit.now)));
            prove(unit, unit.state.held, () -> silent(unit, to, end));
            unit.state = end;
            unit.now = to;
        }
        unit.to = to;
    }

    /** Silence is plain, or proved with few bits or with all. */
    private void prove(Unit unit, boolean plain, Supplier<Boolean> silence) {
        int asked = bits;
        bits = Math.min(FEW_BITS, bits);
        boolean silent = plain || aside(silence);
        bits = asked;
        require(silent || aside(silence), unit, "silence is not proved after " + unit.train.size() + " spikes");
    }

    /** Silence from now to the next event, piece by piece. */
    private boolean silent(Unit unit, Rational to, State end) {
        State left = unit.state;
        Rational from = unit.now;
        int piece = unit.piece;
        while (from.below(to)) {
            Rational split = piece < unit.pieces.size() ? unit.pieces.get(piece) : to;
            Rational until = split.below(to) ? split : to;
            require(from.below(split), unit, "its split point " + piece + " is in no stretch between events");
            Ball length = ball(until.minus(from));
            State right = until == to ? end : after(unit, left, length);
            if (!clear(unit, left, right, length, 0) && !clear(unit, left, right, length, 8 + bits / 5)) {
                return false;
            }
            piece += until == to ? 0 : 1;
            left = right;
            from = until;
        }
        unit.piece = piece;
        return true;
    }

    /** V rises to what is below ϑ, or does not rise enough. */
    private boolean clear(Unit unit, State left, State right, Ball length, int order) {
        Ball[] drive = drive(unit, left, right, length, order);
        return drive[0].isPositive() && right.v.below(unit.top) || cannotReach(unit, left.v, drive[1], length);
    }

    /** V(s) − ϑ ≤ (level − ϑ)e^{−βs} + C(1 − e^{−βs})/β where the drive is below C ≥ 0. */
    private boolean cannotReach(Unit unit, Ball level, Ball drive, Ball length) {
        Ball beta = unit.beta.value, gap = level.minus(unit.top);
        boolean below = gap.negate().isPositive();
        if (!below || drive.end(1).m.signum() <= 0) {
            return below;
        }
        Ball growth = drive.times(length).times(phi(1, beta.times(length).negate()));
        return gap.times(decay(beta, length)).plus(growth).negate().isPositive();
    }

    /** By population, neuron and number. */
    private final Map<List<Object>, Event> spikes = new LinkedHashMap<>();

    /** Proves the crossing of a claimed spike: V' > 0 on the enclosure, V < ϑ before it and V > ϑ at its end. */
    private void cross(Event claim) {
        Unit unit = claim.unit;
        Ball width = ball(claim.hi.minus(claim.lo)), time = ball(claim.lo).hull(ball(claim.hi));
        require(unit.batch.isEmpty() && !unit.state.held, unit, "the order of its events is not proved");
        // The beginning of the enclosure is now.
        State right = aside(() -> after(unit, unit.state, width));
        Ball least = aside(() -> drive(unit, unit.state, right, width, 0)[0]);
        require(least.isPositive(), unit, "the slope is not proved positive");
        require(unit.state.v.below(unit.top), unit, "silence is not proved after " + unit.train.size() + " spikes");
        require(unit.top.below(right.v), unit, "the threshold is not proved to be reached");
        State at = after(unit, unit.state, zero.hull(width));
        claim.slope = aside(() -> drive(unit, at));
        Ball gap = at.v.minus(unit.top).plus(unit.heard.below(claim.hi) ? unheard : zero);
        claim.node = condense(on(time, gap, claim.slope.inverse().negate()));
        spikes.put(List.of(unit.group, unit.index, unit.train.size()), claim);
        unit.train.add(claim);
        follow(claim);
    }

    /** Silence up to unit.to, over events that overlap: arrivals in any order, or a spike or the end of a hold with arrivals at its time. */
    private void settle(Unit unit) {
        Ball end = ball(unit.to), length = ball(unit.to.minus(unit.now));
        State left = unit.state, flow = after(unit, left, length), right = flow;
        Event main = unit.batch.stream()
                .filter(event -> !event.arrives())
                .findFirst()
                .orElse(null);
        for (Event event : unit.batch) {
            boolean ordered = main == null || event.moment.equals(main.moment);
            require(ordered, unit, "the order of its events is not proved");
            if (main != null && event.arrives() && event.cause != main && !event.synapse.jump.isZero()) {
                tie(main, event);
            }
        }
        if (main != null) {
            State restart = after(main, after(unit, left, main.node.minus(ball(unit.now))));
            Ball v = after(unit, restart, end.minus(main.node)).v;
            if (main.slope != null && !restart.held && (main.departure != null || unit.beta.exact.n.signum() == 0)) {
                // The same, as V(f) = ϑ; its derivatives hold whichever is first, and without leak they do not know f.
                Ball fall = unit.top.minus(unit.bottom).times(decay(unit.beta.value, end.minus(main.node)));
                v = condense(on(v.flat(), flow.v.minus(fall), one));
            }
            right = new State(v, restart.held, flow.i);
        }
        right = with(unit.batch, unit, right, end);
        prove(unit, right.held || main == null && length.isZero(), () -> {
            Ball drive = drive(unit, left, flow, length, 0)[1];
            for (Event event : unit.batch) {
                boolean more = event.arrives() && !event.synapse.jump.below(zero);
                drive = more ? drive.plus(event.synapse.jump) : drive;
            }
            return cannotReach(unit, main == null ? left.v : unit.bottom, drive, length);
        });
        if (main != null) {
            right.i.values().forEach(this::condense);
        }
        unit.state = right;
        unit.now = unit.to;
        unit.batch.clear();
    }

    /** With what arrives at the very time of a spike or of the end of a hold, that depends on a leaf: how far it departs from what it were alone. */
    private void tie(Event main, Event arrival) {
        main.tied.add(arrival);
        if (main.departure == null) {
            main.departure = on(zero);
            main.departure.tie = main;
            List<Ball> by = new ArrayList<>(List.of(main.departure, one));
            by.addAll(List.of(main.node.by));
            main.node.by = by.toArray(Ball[]::new);
        }
    }

    // ------------------------------------------------------------------ losses (certificate-K7)

    /** A function f' = −rate·f + Σ fed, by its values at both ends of a stretch. */
    private record Signal(Ball from, Ball to, Rational exact, Ball rate, List<Signal> fed) {}

    /** ∫tⁿfg over a time s, from (tⁿfg)' = ntⁿ⁻¹fg − (rate + rate)tⁿfg + tⁿ(Σ fed·g + Σ f·fed), for n + 1 where the rates are 0. */
    private Ball integral(int n, Signal f, Signal g, Ball s) {
        Rational exact = f.exact.plus(g.exact);
        int more = exact.n.signum() == 0 ? n + 1 : n;
        Ball rates = on(ball(exact), f.rate, one, g.rate, one), end = f.to.times(g.to);
        for (int k = 0; k < more; k++) {
            end = end.times(s);
        }
        Ball sum = more > 0 ? end.negate() : f.from.times(g.from).minus(end);
        for (Signal h : f.fed) {
            sum = sum.plus(integral(more, h, g, s));
        }
        for (Signal h : g.fed) {
            sum = sum.plus(integral(more, f, h, s));
        }
        if (more == n) {
            sum = n == 0 ? sum : sum.plus(integral(n - 1, f, g, s).times(ball(n)));
            return sum.times(rates.inverse());
        } else if (rates.place >= 0) {
            // The rates are 0, but what they are on the tape has derivatives.
            sum = sum.minus(rates.times(aside(() -> integral(more, f, g, s))));
        }
        return sum.negate().times(ball(more).inverse());
    }

    /** V − leak over a stretch, if it is not held. */
    private Signal free(Unit unit, State from, State to) {
        List<Signal> fed = new ArrayList<>();
        from.i.forEach((rate, i) -> fed.add(new Signal(i, to.i.get(rate), rate.exact, rate.value, List.of())));
        return from.held ? constant(zero) : new Signal(from.v, to.v, unit.beta.exact, unit.beta.value, fed);
    }

    private Signal constant(Ball value) {
        return new Signal(value, value, ZERO, zero, List.of());
    }

    /** ∫ (V − target)² or, where there is no target, ∫ V e^{−κt}, from event to event. */
    private Ball integrated(Unit unit, Ball target, Rational kappa) {
        require(!unit.until.below(horizon), "/loss", "is not proved beside undecided spikes");
        Ball value = unit.heard.below(horizon) ? unheard : zero,
                from = zero,
                rate = ball(kappa),
                level = target == null ? unit.rest : unit.rest.minus(target);
        State state = unit.initial;
        Event last = new Event(unit, horizon, horizon), previous = beginning;
        last.node = ball(horizon);
        unit.events.add(last);
        List<Event> held = new ArrayList<>();
        for (Event event : horizon.n.signum() == 0 ? List.<Event>of() : unit.events) {
            boolean ordered = !event.lo.below(previous.hi) || previous.moment.equals(event.moment);
            require(ordered, unit, "the order of events at the loss is not proved");
            previous = event;
            if (state.held && event.arrives()) {
                // It does not part the hold: V does not depend on when it comes.
                held.add(event);
                continue;
            }
            Ball s = event.node.minus(from), c = state.held ? level.plus(state.v) : level;
            State right = with(held, unit, after(unit, state, s), event.node);
            held.clear();
            Signal u = free(unit, state, right);
            if (target == null) {
                Signal discount = new Signal(decay(rate, from), decay(rate, event.node), kappa, rate, List.of());
                value = value.plus(integral(0, u, discount, s)).plus(c.times(integral(0, constant(one), discount, s)));
            } else {
                Ball twice = integral(0, u, constant(two), s).plus(c.times(s));
                value = value.plus(integral(0, u, u, s)).plus(c.times(twice));
            }
            state = after(event, right);
            if (event.departure != null && event.slope != null && !state.held) {
                Ball fallen = on(state.v.flat(), right.v.minus(unit.top.minus(unit.bottom)), one);
                state = new State(fallen, false, state.i);
            }
            from = event.node;
        }
        return value;
    }

    /** Null if it does not happen; beside undecided spikes that is not known. */
    private Event needed(Unit unit, int n) {
        boolean happens = n < unit.train.size();
        require(happens || !unit.until.below(horizon), "/loss", "is not proved beside undecided spikes");
        return happens ? unit.train.get(n) : null;
    }

    /** Null if it needs a spike that does not happen. */
    private Ball loss(Node loss) {
        String kind = loss.get("kind").string();
        Ball value = zero;
        if (kind.equals("spike-time-square")) {
            boolean defined = true;
            for (Node target : loss.get("targets").list()) {
                Unit unit = unit(target.get(0), target.get(1));
                int n = target.get(2).integer(0, 999_999_999);
                // Beside one that is proved never to come nothing need be known of the others.
                defined &= n < unit.train.size() || unit.until.below(horizon);
                Event spike = defined ? needed(unit, n) : null;
                Ball time = ball(target.get(3).real()), miss = spike == null ? zero : spike.node.minus(time);
                value = value.plus(miss.times(miss).times(half));
                defined &= spike != null;
            }
            return defined ? value : null;
        } else if (kind.equals("voltage-square")) {
            Unit unit = unit(loss.get("population"), loss.get("neuron"));
            return integrated(unit, ball(loss.get("target").real()), ZERO).times(half);
        }
        List<Unit> group = group(loss.get("population"));
        if (kind.equals("voltage-integral")) {
            Rational kappa = loss.orElse("kappa", "0").real();
            for (Unit unit : group) {
                Ball weight = ball(loss.get("weights", unit.index).real());
                value = value.plus(integrated(unit, null, kappa).times(weight));
            }
            return value;
        }
        require(kind.equals("first-spike-cross-entropy"), "/loss/kind", "is unknown");
        Event label = needed(unit(loss.get("population"), loss.get("label")), 0);
        Ball tau0 = ball(loss.get("tau0").real()), tau1 = ball(loss.get("tau1").real());
        Ball gamma = ball(loss.get("gamma").real());
        require(zero.below(tau0) && zero.below(tau1), "/loss", "has a time constant that is not positive");
        return label == null ? null : entropy(group, label, tau0.inverse(), tau1.inverse(), gamma);
    }

    /** With t = (1 + odds)e^{−p} − 1 ≥ −½, log(1 + odds) is between p + t − t² and p + t: narrow, if p is right. */
    private Ball entropy(List<Unit> group, Event label, Ball rate0, Ball rate1, Ball gamma) {
        Ball odds = zero, late = label.node.times(rate1);
        Ball penalty = gamma.isZero() ? zero : gamma.times(late).times(phi(1, late));
        // Against the first of all: no odds are much greater than 1.
        List<Event> all = group.stream()
                .map(unit -> needed(unit, 0))
                .filter(Objects::nonNull)
                .toList();
        Event first = all.stream().min(Comparator.comparing(event -> event.lo)).orElse(label);
        for (Event other : all) {
            odds = other == first
                    ? odds
                    : odds.plus(phi(0, first.node.minus(other.node).times(rate0)));
        }
        Ball value = first == label
                ? penalty
                : penalty.plus(label.node.minus(first.node).times(rate0));
        // Newton's method for e^p = sum, from a power of 2 on: t is squared in each step.
        Ball sum = one.plus(odds), p = ball((sum.m.bitLength() + sum.e) * 693_147L / 1_000_000), t = zero;
        for (int right = 1; right < 64 * bits; right *= 2) {
            t = sum.flat().times(phi(0, p.negate())).minus(one);
            p = p.plus(new Ball(t.m, 0, t.e));
        }
        t = sum.flat().times(phi(0, p.negate())).minus(one);
        require(half.negate().below(t), "/loss/value", "is too large");
        Ball logarithm = p.plus(t).hull(p.plus(t).minus(t.times(t)));
        logarithm = on(logarithm, sum, sum.flat().inverse());
        return odds.isZero() ? value : value.plus(logarithm);
    }

    // ------------------------------------------------------------------ what is printed (certificate-K8)

    private static final List<String> KINDS = List.of(
            "weights delays alpha beta threshold reset leak inputs initial current current-times kernel reset-kernel"
                    .split(" "));
    private static final List<String> UNREAD = List.of("gradientCondition", "nearest", "notes");

    /** The kinds that derivatives are taken by: as in names of reals, and as in the answer. */
    private final Map<Object, String> wrt = new LinkedHashMap<>();
    /** What was proved and what was not, and of how many. */
    private final Map<String, Integer> proved = new LinkedHashMap<>(), open = new LinkedHashMap<>();

    private int digits;

    private void is(String value, Node given) {
        require(given.string().equals(value), given, "is not " + value);
    }

    private String prove(String sha256) {
        undecided = answer.has("undecided");
        is("goldspike-answer/1", answer.get("format"));
        digits = answer.get("digits").integer(1, 1_000_000);
        int most = (int) Math.min(2_000_000, 4000 + 40L * digits);
        bits = 32 + answer.get("certificate", "digits").integer(5, most) * 10 / 3;
        is(undecided ? "undecided" : "certified", answer.get("status"));
        is(net.orElse("id", "\"\"").string(), answer.get("network", "id"));
        is(sha256, answer.get("network", "sha256"));
        for (Node kind : answer.has("wrt") ? answer.get("wrt").list() : List.of(new Node(null, "", "\"weights\""))) {
            boolean known = KINDS.contains(kind.string());
            known = known && wrt.put(kind.text.replaceFirst("s$", ""), kind.text) == null;
            require(known, kind, "is no kind of reals, or comes twice");
        }
        jacobian = answer.has("jacobian");
        sharp = jacobian || answer.has("gradient");
        boolean lossy = answer.has("loss") && answer.get("loss").has("condition");
        derivatives = sharp || lossy || answer.has("condition");
        readNetwork();
        readUntil();
        walk();
        int happen = spikes.size();
        spikes.keySet().removeIf(this::isWithheld);
        proved.put("# spikes and their slopes", spikes.size());
        proved.put(spikes.size() < happen ? "# more spikes" : "", happen - spikes.size());
        proved.put("silence otherwise", 1);
        Predicate<Unit> cut = unit -> unit.top != null && unit.until.below(horizon);
        units.stream().filter(cut).forEach(unit -> count(proved, "but of # neurons only until they are undecided"));
        proveLoss();
        proveSpikes();
        Node proofs = answer.get("certificate");
        Stream.of(answer.get("spikes"), answer.get("slopes"), proofs.get("spikes"), proofs.get("pieces"))
                .forEach(map -> map.is('{', "an object"));
        (answer.has("condition") ? answer.get("condition") : proofs).is('{', "an object");
        open.put(answer.has("potentials") ? "potentials" : "", 1);
        open.put(undecided ? "that no more can be decided" : "", 1);
        answer.orElse("potentials", "null").free();
        Map<String, Integer> unread = new LinkedHashMap<>();
        UNREAD.stream().filter(answer::has).forEach(field -> unread.put(field, 1));
        unread.keySet().forEach(field -> answer.get(field).free());
        net.requireSeen();
        answer.requireSeen();
        String rest = listed("; not proved by this checker: ", open);
        String line = listed(rest.isEmpty() ? "accepted: " : "undecided: ", proved);
        return line + rest + listed("; not looked at: ", unread);
    }

    /** Nothing is said of what has no name. */
    private static String listed(String what, Map<String, Integer> counts) {
        counts.remove("");
        StringJoiner list = new StringJoiner(", ", what, "").setEmptyValue("");
        counts.forEach((name, count) -> list.add(name.replace("#", "" + count)));
        return list.toString();
    }

    /** An undecided answer may print the spikes of a neuron up to one that it names; that the others happen is proved. */
    private boolean isWithheld(List<Object> spike) {
        int printed = answer.get("spikes").get(spike.get(0), spike.get(1)).items.size();
        return (int) spike.get(2) >= printed && doubts.contains(List.of(spike.get(0), spike.get(1), printed));
    }

    private void count(Map<String, Integer> counts, String what) {
        counts.merge(what, 1, Math::addExact);
    }

    /** The loss and its derivatives. */
    private void proveLoss() {
        for (String field : List.of("loss", "gradient")) {
            boolean due = net.has("loss"), given = answer.has(field);
            require(given == due || due && undecided, "/" + field, "is missing, or does not belong");
        }
        boolean printed = answer.has("loss");
        if (!printed && !answer.has("gradient")) {
            net.orElse("loss", "null").free();
            return;
        }
        Ball value = loss(net.get("loss"));
        Map<Ball, Ball> slopes = value == null ? Map.of() : slopes(value, true, true);
        if (printed && !undefined(answer.get("loss"), value == null, "it needs a spike that does not happen")) {
            print(answer.get("loss", "value"), value);
            count(proved, "loss");
            if (answer.get("loss").has("condition")) {
                proveCondition(answer.get("loss", "condition"), value, slopes, "its condition number");
            }
        }
        if (!answer.has("gradient") || value == null && undefined(answer.get("gradient"), true, "the loss is")) {
            return;
        }
        for (String kind : isOpen(answer.get("gradient")) ? List.<String>of() : wrt.values()) {
            Node given = answer.get("gradient", kind);
            boolean byProjection = kind.matches("weights|delays|alpha|kernel");
            given.is(isOpen(given) || !byProjection ? '{' : '[', "as it should be");
        }
        lists.stream()
                .filter(name -> wrt.containsKey(name.get(0)))
                .map(this::entry)
                .forEach(list -> list.is(isOpen(list) ? '{' : '[', "a list"));
        reals.forEach((name, real) -> {
            Node entry = real == null && wrt.containsKey(name.get(0)) ? entry(name) : null;
            require(entry == null || isOpen(entry) || entry.isNull(), entry, "is not null");
        });
        proveDerivatives(slopes, this::entry, name -> "gradient by " + wrt.get(name.get(0)) + " (# entries)");
    }

    /** Whether a value is undefined, as is said. */
    private boolean undefined(Node given, boolean undefined, String why) {
        require(given.has("undefined") == undefined, given, "is undefined if and only if " + why);
        if (undefined) {
            given.get("undefined").string();
            count(proved, given.key + " undefined");
        }
        return undefined;
    }

    /** Whether it is said to be undefined or undecided, not a population of that name. */
    private boolean isOpen(Node given) {
        return Stream.of("undefined", "undecided").anyMatch(word -> given.has(word) && !groups.containsKey(word));
    }

    /** Where the gradient, in the shape of the network file, speaks of a real: there, or of all of its kind. */
    private Node entry(List<Object> name) {
        Node entry = answer.get("gradient");
        entry = isOpen(entry) ? entry : entry.get(wrt.get(name.get(0)));
        entry = isOpen(entry) ? entry : entry.get(name.get(1));
        String axis = axes.get(name.subList(0, 2));
        entry = isOpen(entry) || axis == null ? entry : entry.get(axis);
        return isOpen(entry) ? entry : entry.get(name.subList(2, name.size()).toArray());
    }

    /** Condition numbers, and rows of the Jacobian. */
    private void proveSpikes() {
        Map<List<Object>, Map<List<Object>, Node>> rows = new HashMap<>();
        for (Node entry : answer.orElse("jacobian", "[]").list()) {
            List<Object> real = new ArrayList<>(entry.items.keySet());
            real.removeAll(List.of("spike", "value", "undefined", "undecided"));
            real.addAll(name(entry.get(real.get(0))));
            Map<List<Object>, Node> row = rows.computeIfAbsent(name(entry.get("spike")), none -> new HashMap<>());
            require(row.put(real, isOpen(entry) ? entry : entry.get("value")) == null, entry, "comes twice");
        }
        String all = "the Jacobian by " + String.join(", ", wrt.values()) + " (# entries, else zero)";
        spikes.forEach((spike, event) -> {
            print(answer.get("spikes").get(spike.toArray()), event.node);
            print(answer.get("slopes").get(spike.toArray()), event.slope);
            Map<Ball, Ball> slopes = derivatives ? slopes(event.node, true, jacobian) : Map.of();
            Map<List<Object>, Node> row = rows.remove(spike);
            proved.putAll(jacobian ? Map.of(all, proved.getOrDefault(all, 0)) : Map.of());
            if (jacobian && row == null && doubts.contains(spike)) {
                count(open, "# rows of the Jacobian");
            } else if (jacobian) {
                Map<List<Object>, Node> given = row == null ? Map.of() : row;
                Node nought = new Node(answer.get("jacobian"), spike, "\"0\"");
                proveDerivatives(
                        slopes, real -> given.getOrDefault(real, nought), real -> given.containsKey(real) ? all : "");
            }
            if (answer.has("condition")) {
                proveCondition(answer.get("condition").get(spike.toArray()), event.node, slopes, "# condition numbers");
            }
        });
        require(rows.isEmpty(), "/jacobian", "has rows of spikes that do not happen: " + rows.keySet());
    }

    /** κ = Σ |p ∂f/∂p| / |f|, leaves that are no reals being 0; null claims nothing. */
    private void proveCondition(Node given, Ball value, Map<Ball, Ball> slopes, String what) {
        if (given.isNull()) {
            count(proved, what + " left out (null)");
            return;
        }
        require(slopes.keySet().stream().allMatch(leaf -> leaf.tie == null), given, "the derivatives are one-sided");
        Ball change = zero;
        for (Map.Entry<Ball, Ball> leaf : slopes.entrySet()) {
            change = change.plus(leaf.getKey().flat().times(leaf.getValue()).size());
        }
        Ball relative = change.times(value.size().inverse());
        print(given, relative, decimal(given.string(), given).precision());
        count(proved, what);
    }

    /** By all reals of the kinds that are listed, each where it is given. */
    private void proveDerivatives(
            Map<Ball, Ball> slopes, Function<List<Object>, Node> given, Function<List<Object>, String> what) {
        boolean known = !wrt.containsKey("weight") || !slopes.containsKey(unheard);
        require(known, "derivatives", "what arrives over a weight of zero is not known");
        List<Event> ties = slopes.keySet().stream()
                .map(leaf -> leaf.tie)
                .filter(Objects::nonNull)
                .toList();
        reals.forEach((name, real) -> {
            if (real != null && wrt.containsKey(name.get(0))) {
                boolean kinked = ties.stream().anyMatch(tie -> parts(real, tie));
                proveDerivative(given.apply(name), real, slopes, kinked, what.apply(name));
            }
        });
    }

    /** A derivative: its value, where all ties that it meets stay ties, or both sides are zero; undefined, if the sides differ (certificate-K5). */
    private void proveDerivative(Node given, Real real, Map<Ball, Ball> slopes, boolean kinked, String what) {
        if (isOpen(given) && given.has("undecided")) {
            require(undecided, given, "is undecided in an answer that is not");
            given.get("undecided").string();
            count(open, "# undecided derivatives");
            return;
        }
        List<Ball> sides = new ArrayList<>();
        for (int sign : kinked ? SIGNS : new int[0]) {
            Map<Ball, Ball> dots = side(real, sign);
            boolean all = slopes.keySet().stream()
                    .allMatch(
                            leaf -> leaf.tie == null || !parting(real).containsKey(leaf.tie) || dots.containsKey(leaf));
            sides.addAll(all ? List.of(dot(slopes, dots)) : List.of());
        }
        boolean both = sides.size() == 2, level = both && sides.stream().allMatch(Ball::isZero);
        if (isOpen(given)) {
            require(kinked && !level, given, "this derivative is defined");
            given.get("undefined").string();
            boolean apart = both && sides.get(0).plus(sides.get(1)).size().isPositive();
            count(apart ? proved : open, "# undefined derivatives");
        } else {
            require(!kinked || level, given, "this derivative is one-sided");
            print(given, kinked ? zero : slopes.getOrDefault(real.given, zero));
            count(proved, what);
        }
    }

    /** A list of names and integers. */
    private static List<Object> name(Node list) {
        return list.list().stream()
                .map(part -> part.kind == '"' ? part.string() : (Object) part.integer(0, 999_999_999))
                .toList();
    }

    private void print(Node given, Ball enclosure) {
        print(given, enclosure, digits);
    }

    /** Every real of the enclosure is less than a unit of the last printed place away; "0" is exactly zero. */
    private void print(Node given, Ball enclosure, int digits) {
        String text = given.string();
        BigDecimal value = decimal(text, given);
        boolean full = value.signum() == 0 ? value.scale() > digits : value.precision() == digits;
        Ball middle = ball(Rational.of(value)), place = ball(Rational.of(value.ulp()));
        boolean near = middle.minus(place).below(enclosure) && enclosure.below(middle.plus(place));
        boolean right = text.equals("0") ? enclosure.isZero() : full && near;
        require(right, given, "is not proved to be right to a unit of the last of " + digits + " digits");
    }
}
