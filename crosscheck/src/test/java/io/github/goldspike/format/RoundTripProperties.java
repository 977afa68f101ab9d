package io.github.goldspike.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

class RoundTripProperties {

    private static byte[] written(Network network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NetworkWriter.write(network, bytes);
        return bytes.toByteArray();
    }

    private static void survives(Network network) throws IOException {
        byte[] bytes = written(network);
        Network again = NetworkReader.read(new ByteArrayInputStream(bytes));
        assertEquals(network, again);
        assertArrayEquals(bytes, written(again));
        assertEquals('\n', bytes[bytes.length - 1]);
    }

    @Property
    void aNetworkReadsBackAsItWasWritten(@ForAll long seed) throws IOException {
        survives(Networks.random(seed));
    }

    @Property
    void aRationalReadsBackAsItPrints(@ForAll long seed) {
        Rational value = Networks.rational(new Random(seed));
        assertEquals(value, Rational.parse(value.toString()));
    }

    @Property
    void aPowerOfFiveIsKnownAsOne(@ForAll @IntRange(max = 3000) int exponent) {
        Rational value = new Rational(BigInteger.ONE, BigInteger.valueOf(5).pow(exponent));
        assertFalse(value.toString().contains("/"), value.toString());
        assertEquals(value, Rational.parse(value.toString()));
    }

    @Property
    void anyFractionReadsBackAsItPrints(
            @ForAll BigInteger numerator, @ForAll @BigRange(min = "1", max = "1e60") BigInteger denominator) {
        Rational value = new Rational(numerator, denominator);
        assertEquals(value, Rational.parse(value.toString()));
    }

    @Property(tries = 100)
    void aRationalOfAnyExponentReadsBackAsItPrints(
            @ForAll int mantissa, @ForAll @IntRange(min = -100_000, max = 100_000) int exponent) {
        for (String text : new String[] {mantissa + "e" + exponent, hexadecimal(mantissa, exponent)}) {
            Rational value = Rational.parse(text);
            assertEquals(value, Rational.parse(value.toString()));
        }
    }

    private static String hexadecimal(int mantissa, int exponent) {
        return (mantissa < 0 ? "-" : "") + "0x" + Long.toHexString(Math.abs((long) mantissa)) + "p" + exponent;
    }

    @Example
    void theCasesReadBackAsTheyWereWritten() throws IOException {
        for (String name : new String[] {
            "a01_single_alpha_eq_beta",
            "a05_subthreshold_silent",
            "g01_hetero3",
            "h02_parallel_synapses",
            "k02_v2_hidden"
        }) {
            try (InputStream bytes =
                    RoundTripProperties.class.getResourceAsStream("/cases/" + name + ".network.json")) {
                survives(NetworkReader.read(bytes));
            }
        }
    }
}
