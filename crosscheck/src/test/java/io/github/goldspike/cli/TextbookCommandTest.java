package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code goldspike solve --engine textbook} with all that it can be asked. */
class TextbookCommandTest {

    private static final String ALL = "weights,delays,alpha,beta,threshold,reset,leak,inputs";

    /** V = 2 − 2 e^{−t} reaches 1 at ln 2, and again each ½ + ln 2 later. */
    private static final String HELD = "{\"format\": \"goldspike-network/1\", \"id\": \"x\", \"horizon\": 2,"
            + " \"populations\": [{\"name\": \"n\", \"size\": 1, \"beta\": 1, \"threshold\": 1, \"leak\": 2,"
            + " \"initial\": 0, \"refractory\": [\"1/2\"]}], \"projections\": [],"
            + " \"loss\": {\"kind\": \"voltage-integral\", \"population\": \"n\", \"weights\": [1]}}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"forward", "adjoint", "eventprop"})
    void every_method_answers_by_every_kind_and_the_answer_is_uncertified(String method) throws IOException {
        String network = Files.writeString(folder.resolve("net.json"), HELD).toString();
        Invocation run = Invocation.ofAll(
                "solve",
                network,
                "--engine",
                "textbook",
                "--method",
                method,
                "--wrt",
                ALL,
                "--jacobian",
                "--digits",
                "12");
        assertEquals("", run.err());
        assertEquals(0, run.exitStatus());
        assertTrue(run.out().contains("\"status\": \"uncertified\""), run::out);
        assertTrue(run.out().contains("\"0.693147180560\", \"1.88629436112\""), run::out);
        // 2 t − 2 (1 − e^{−t}) up to ln 2, nothing while held, again up to ln 2, and held: 2 (2 ln 2 − 1).
        assertTrue(run.out().contains("\"loss\": {\"value\": \"0.772588722240\"}"), run::out);
        // By ϑ 2/(2 − ϑ) − 1 for each of the two rises, by r the time held.
        assertTrue(run.out().contains("\"threshold\": {\n      \"n\": \"2.00000000000\""), run::out);
        assertTrue(run.out().contains("\"reset\": {\n      \"n\": \"0.613705638880\""), run::out);
        for (String kind : ALL.split(",")) {
            assertTrue(run.out().contains("\"" + kind + "\": "), run::out);
        }
    }

    @Test
    void it_agrees_with_the_certified_engine_as_compare_sees_it() throws IOException {
        String network = "src/test/resources/cases/k02_v2_hidden.network.json";
        String certified = folder.resolve("certified.json").toString();
        String textbook = folder.resolve("textbook.json").toString();
        Invocation.ofAll("solve", network, "--wrt", ALL, "--jacobian", "--digits", "20", "-o", certified);
        Invocation.ofAll(
                "solve",
                network,
                "--wrt",
                ALL,
                "--jacobian",
                "--digits",
                "20",
                "--engine",
                "textbook",
                "--method",
                "eventprop",
                "-o",
                textbook);
        Invocation compared = Invocation.ofAll("compare", certified, textbook);
        assertEquals(0, compared.exitStatus(), compared::out);
        assertTrue(compared.out().endsWith("agrees\n"), compared::out);
    }
}
