package io.github.goldspike.certified.membrane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each step of the search alone (crossing-C7–crossing-C9). */
class CompleteSearchTest {

    private static final int BITS = 160;

    private static Rational real(String text) {
        return Rational.parse(text);
    }

    private static Trajectory membrane(String beta, String leak, String initial, String[] rates, String[] currents) {
        return membrane(BITS, beta, leak, initial, rates, currents);
    }

    /** With ϑ = 1. */
    private static Trajectory membrane(
            int bits, String beta, String leak, String initial, String[] rates, String[] currents) {
        Cell cell = new Cell(
                Ball.of(real(beta), bits),
                Ball.of(Rational.ONE, bits),
                Ball.of(real(initial), bits),
                Ball.of(real(leak), bits),
                Ball.of(real(beta).times(Rational.ONE.minus(real(leak))), bits),
                Stream.of(rates).map(rate -> Ball.of(real(rate), bits)).toArray(Ball[]::new),
                Stream.of(rates)
                        .map(rate -> Ball.of(real(beta).minus(real(rate)), bits))
                        .toArray(Ball[]::new),
                bits);
        Ball[] balls =
                Stream.of(currents).map(current -> Ball.of(real(current), bits)).toArray(Ball[]::new);
        return new Trajectory(cell, Ball.of(real(initial), bits), balls);
    }

    private static String[] list(String... texts) {
        return texts;
    }

    private static Ball end(String text) {
        return Ball.of(real(text), 80).midpoint();
    }

    private static CrossingSearch search(Trajectory membrane, String end) {
        return new CompleteSearch(membrane.aroundLeak(), end(end), true).run();
    }

    private static void assertBracket(String crossing, CrossingSearch outcome) {
        CrossingSearch.Bracket bracket = assertInstanceOf(CrossingSearch.Bracket.class, outcome);
        Ball time = Ball.of(real(crossing), BITS);
        assertTrue(bracket.low().isLessThan(time) && bracket.high().isGreaterThan(time), outcome::toString);
    }

    @Test
    void boundsOfTheDriveContainTheDriveOnThePiece() {
        Random random = new Random(7);
        int decided = 0;
        for (int n = 0; n < 400; n++) {
            String great = "1e" + random.nextInt(8);
            String[] rates = list("0", "1", "1.0000001", "3", "" + (4 + random.nextInt(200)));
            String[] currents = list("0.5", great, "-" + great, "-2", "" + random.nextInt(5));
            Trajectory membrane = membrane("2", "0", "0", rates, currents);
            Ball left = Ball.exactlyOf(random.nextDouble());
            Ball width = Ball.exactlyOf(Math.scalb(random.nextDouble(), -random.nextInt(6)));
            Trajectory.State from = membrane.after(left);
            Trajectory.State to = membrane.after(left.plus(width));
            for (long resolution : new long[] {-1000, -3, 5}) {
                Ball bound = CentredDrive.over(membrane, from, to, width, resolution);
                for (int k = 0; k <= 16; k++) {
                    Trajectory.State state = membrane.after(left.plus(width.times(Ball.exactlyOf(k / 16.0))));
                    assertTrue(bound.overlaps(membrane.drive(state)), bound + " without " + membrane.drive(state));
                    assertTrue(bound.contains(membrane.drive(state).midpoint()), bound + " " + membrane.drive(state));
                }
                decided += bound.isPositive() || bound.isNegative() ? 1 : 0;
            }
        }
        assertTrue(decided > 600, decided + " signs of 1200 are decided");
    }

    @Test
    void currentsOfTenToThe20ThatCancelNeedNoMorePiecesThanSmallOnes() {
        // 0.5·s·e^{−s} nearly
        CompleteSearch search = new CompleteSearch(
                membrane("2", "0", "0", list("1", "1.00000000000000000001"), list("5e19", "-5e19")), end("20"), false);
        assertInstanceOf(CrossingSearch.Silent.class, search.run());
        assertTrue(search.cleared().size() < 100, search.cleared().size() + " pieces");
    }

    @Test
    void coarseBallsOfGreatCurrentsGiveUpAtOnce() {
        CompleteSearch search = new CompleteSearch(
                membrane(64, "2", "0", "0", list("1", "1.00000000000000000001"), list("5e29", "-5e29")),
                end("20"),
                true);
        assertInstanceOf(CrossingSearch.Unresolved.class, search.run());
        assertTrue(search.cleared().size() < 100, search.cleared().size() + " pieces");
    }

    @Test
    void halfLinesAreClearedWithoutPieces() {
        assertNeedsNoPiece(membrane("1", "1", "0", list("2", "0.5"), list("0.9", "-1")));
        // The constant is −β(ϑ − leak) and the current of rate 0 together.
        assertNeedsNoPiece(membrane("1", "2", "0", list("0", "3"), list("-2", "0.5")));
    }

    private static void assertNeedsNoPiece(Trajectory membrane) {
        CompleteSearch search = new CompleteSearch(membrane.aroundLeak(), end("1e300"), true);
        assertInstanceOf(CrossingSearch.Silent.class, search.run());
        assertEquals(List.of(), search.cleared());
    }

    @Test
    void aLeakAboveTheThresholdIsReachedAfterAnyInhibition() {
        // The first partial sum, β(leak − ϑ), is positive; all others are not.
        assertInstanceOf(CrossingSearch.Bracket.class, search(membrane("1", "2", "0", list("3"), list("-5")), "1e300"));
    }

    @Test
    void aDriveThatIsNegativeForEverEndsTheSearch() {
        // V goes up to the threshold, its leak, for ever, always below it; the inhibition is the slower current.
        Trajectory membrane = membrane("1", "1", "0", list("0.5", "2"), list("-1", "3"));
        assertInstanceOf(CrossingSearch.Silent.class, search(membrane, "1e300"));
        assertInstanceOf(CrossingSearch.Silent.class, search(membrane, "1e12"));
    }

    @Test
    void aDriveThatIsPositiveForEverLeavesOneCrossingHoweverFarItIs() {
        // V = 1 − e^{−s} − 2(e^{−0.5s} − e^{−s}) …: it passes where the slow excitation wins.
        Trajectory silent = membrane("1", "1", "0", list("0.5", "2"), list("0.0001", "-3"));
        CrossingSearch outcome = search(silent, "1e300");
        CrossingSearch.Bracket bracket = assertInstanceOf(CrossingSearch.Bracket.class, outcome);
        assertTrue(bracket.high().isLessThan(Ball.exactly(100)), outcome::toString);
        assertInstanceOf(CrossingSearch.Silent.class, search(silent, "1"));
    }

    @Test
    void aPotentialThatTendsToTheThresholdFromBelowIsSilentForEver() {
        // G(∞) = −1 + 0.9/(2 − 1)
        Trajectory membrane = membrane("1", "1", "0", list("2"), list("0.9"));
        assertInstanceOf(CrossingSearch.Silent.class, search(membrane, "1e300"));
        Trajectory passes = membrane("1", "1", "0", list("2"), list("1.1"));
        assertInstanceOf(CrossingSearch.Bracket.class, search(passes, "1e300"));
    }

    @Test
    void aConstantCurrentAndNoLeakAreSearchedLikeAllOthers() {
        Trajectory ramp = membrane("0", "0", "0", list("0", "1"), list("0.25", "-0.5"));
        // V = s/4 − ½(1 − e^{−s}) = 1
        assertBracket("5.99501", search(ramp, "1e200"));
        Trajectory falls = membrane("0", "0", "0", list("0", "1"), list("-0.25", "1.1"));
        assertInstanceOf(CrossingSearch.Silent.class, search(falls, "1e200"));
    }

    @Test
    void ratesOfAnySizeOverAHorizonOfAnySizeTakeFewPieces() {
        CompleteSearch search = new CompleteSearch(
                membrane("1", "0", "0", list("1e250", "1", "1e-250"), list("1e249", "-0.3", "0.2")),
                end("1e300"),
                false);
        assertInstanceOf(CrossingSearch.Silent.class, search.run());
        assertTrue(search.cleared().size() < 1500, search.cleared().size() + " pieces");
    }

    @Test
    void aCrossingWhereTwoPiecesMeetIsFound() {
        String[] rates = list("1", "2");
        Trajectory membrane = membrane("3", "0", "0", rates, list("8", "-4"));
        // V is ϑ at a quarter of the window to all digits.
        Ball reached = membrane.excess(membrane.after(Ball.ONE.half().half()));
        Ball lift = reached.dividedBy(
                membrane.cell().beta().times(Ball.ONE.half().half()).negate().exp());
        Trajectory touching = new Trajectory(
                membrane.cell(),
                membrane.start().potential().minus(lift),
                membrane.start().currents());
        assertTrue(!touching.excess(touching.after(Ball.ONE.half().half())).isNegative());
        assertTrue(touching.excess(touching.start()).isNegative(), "it starts below");
        assertBracket("0.25", search(touching, "1"));
    }

    @Test
    void aPassingWithSlopeZeroIsUnresolvedInFewPieces() {
        CompleteSearch search = new CompleteSearch(
                membrane("4", "0", "-1", list("1", "2", "3"), list("27", "-60", "44")), end("2"), true);
        CrossingSearch.Unresolved open = assertInstanceOf(CrossingSearch.Unresolved.class, search.run());
        assertTrue(open.low().isGreaterThan(end("0.6931471")) && open.high().isLessThan(end("0.6931473")));
        assertTrue(search.cleared().size() < 1000, search.cleared().size() + " pieces");
    }

    @Test
    void theOrderOfRatesThatTheirBallsDoNotTellApartIsNotUsed() {
        // The drive is about 270 s e^{−s}; with the wrong order no partial sum would be positive.
        String great = "1267650600228229401496703205376";
        Trajectory membrane =
                membrane(64, "1", "1", "0", list("1.0000000000000000000000000002", "1"), list("-" + great, great));
        assertInstanceOf(CrossingSearch.Unresolved.class, search(membrane, "1e3"));
    }

    @Test
    void peaksOfAnyHeightUnderOrOverTheThresholdAreDecided() {
        // w(e^{−s} − e^{−2s}) has its peak w/4 at ln 2.
        for (int places : List.of(3, 10, 20)) {
            String below = "3." + "9".repeat(places);
            String above = "4." + "0".repeat(places - 1) + "1";
            assertInstanceOf(CrossingSearch.Silent.class, search(membrane("1", "0", "0", list("2"), list(below)), "5"));
            assertInstanceOf(
                    CrossingSearch.Bracket.class, search(membrane("1", "0", "0", list("2"), list(above)), "5"));
        }
    }
}
