package io.github.goldspike.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** What the checker reads as JSON, Jackson in its strictest mode reads in the same way (certificate-K8). */
class StrictReadingTest {

    private static final JsonFactory STRICTEST = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(20_000).build())
            .build();

    private static final int TRIES = 20_000 * Integer.getInteger("goldspike.tries.factor", 1);

    private static Optional<Object> jackson(byte[] bytes) throws IOException {
        try (JsonParser parser = STRICTEST.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Object tree = jackson(parser);
            return parser.nextToken() == null ? Optional.of(tree) : Optional.empty();
        } catch (JacksonException refused) {
            return Optional.empty();
        }
    }

    /** Scalars with their kind, numbers as they are written. */
    private static Object jackson(JsonParser parser) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<Object, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.getString();
                parser.nextToken();
                object.put(name, jackson(parser));
            }
            return object;
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(jackson(parser));
            }
            return list;
        }
        char kind = switch (parser.currentToken()) {
            case VALUE_STRING -> '"';
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> '0';
            default -> parser.getString().charAt(0);
        };
        return kind + parser.getString();
    }

    private static Optional<Object> checker(byte[] bytes) {
        try {
            return Optional.of(tree(Checker.json(bytes)));
        } catch (IOException | RuntimeException | StackOverflowError refused) {
            return Optional.empty();
        }
    }

    private static Object tree(Checker.Node node) {
        if (node.kind == '{') {
            Map<Object, Object> object = new LinkedHashMap<>();
            node.items.forEach((name, item) -> object.put(name, tree(item)));
            return object;
        } else if (node.kind == '[') {
            return node.items.values().stream().map(StrictReadingTest::tree).toList();
        }
        return node.kind + node.text;
    }

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path file : Solved.cases()) {
            byte[] network = Files.readAllBytes(file);
            files.add(network);
            if (network.length < 1000) {
                files.add(Solved.of("", network, 5, false).answer());
            }
        }
        return files;
    }

    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "null",
        "true",
        "false",
        "nul",
        "\"a\"",
        "\"\\u0061\"",
        "\"b\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\x\"",
        "\"\\u00g0\"",
        "\"\\u+061\"",
        "\"\t\"",
        "\"\u007f\"",
        "\"\\/\"",
        "0",
        "-0",
        "00",
        "01",
        "+1",
        "-",
        "1.",
        ".5",
        "1e5",
        "1E+05",
        "1e",
        "0x1",
        "NaN",
        "Infinity",
        "1.50",
        "-1.5e-3",
        " ",
        "\n",
        "\r",
        "\f",
        "\u00a0",
        "\ufeff",
        "//",
        "/**/",
        "#",
        "'a'",
        "a",
        "\u0000"
    };

    /** Valid, or nearly. */
    private static String document(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 1 : 3);
        if (kind == 0) {
            return TOKENS[random.nextInt(40) < 39 ? 6 + random.nextInt(28) : random.nextInt(TOKENS.length)];
        }
        StringBuilder text = new StringBuilder(kind == 1 ? "[" : "{");
        int size = random.nextInt(4);
        for (int k = 0; k < size; k++) {
            text.append(k == 0 ? "" : ",").append(random.nextInt(8) == 0 ? " \n" : "");
            text.append(kind == 1 ? "" : TOKENS[10 + random.nextInt(4)] + ":").append(document(random, depth + 1));
        }
        text.append(random.nextInt(60) == 0 ? "," : "").append(kind == 1 ? "]" : "}");
        return text.toString();
    }

    private static byte[] mutated(Random random, byte[] file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = random.nextInt(file.length);
        bytes.write(file, 0, at);
        int skipped = 0;
        switch (random.nextInt(4)) {
            case 0 -> bytes.write(random.nextInt(256));
            case 1 -> skipped = 1 + random.nextInt(3);
            case 2 -> {
                skipped = random.nextInt(2);
                bytes.writeBytes(TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8));
            }
            default -> {
                int from = random.nextInt(file.length);
                bytes.write(file, from, Math.min(file.length - from, random.nextInt(30)));
            }
        }
        int rest = Math.min(file.length, at + skipped);
        bytes.write(file, rest, file.length - rest);
        return bytes.toByteArray();
    }

    @Test
    void whatTheCheckerReadsJacksonReadsInTheSameWay() throws IOException {
        Random random = new Random(10);
        List<byte[]> files = files();
        int both = 0, onlyJackson = 0, none = 0;
        for (int n = 0; n < TRIES; n++) {
            byte[] file = n % 2 == 0
                    ? document(random, 0).getBytes(StandardCharsets.UTF_8)
                    : mutated(random, files.get(random.nextInt(files.size())));
            Optional<Object> checked = checker(file), expected = jackson(file);
            if (checked.isPresent()) {
                assertEquals(expected, checked, () -> new String(file, StandardCharsets.UTF_8));
                both++;
            } else if (expected.isPresent()) {
                onlyJackson++;
            } else {
                none++;
            }
        }
        assertTrue(both > TRIES / 8 && none > TRIES / 8, both + " read, " + onlyJackson + " by Jackson only, " + none);
        // Lone surrogates, a byte order mark.
        assertTrue(onlyJackson < TRIES / 8, onlyJackson + " by Jackson only");
    }

    @Test
    void filesAreReadAsTheyAre() throws IOException {
        for (byte[] file : files()) {
            assertEquals(jackson(file), checker(file));
            assertTrue(checker(file).isPresent());
        }
    }

    private static void assertRefused(byte[] file) {
        assertTrue(checker(file).isEmpty(), () -> new String(file, StandardCharsets.ISO_8859_1));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        for (int[] bytes : new int[][] {
            {0xC0, 0xAF},
            {0xC1, 0x81},
            {0xE0, 0x80, 0xAF},
            {0xF0, 0x80, 0x80, 0xAF},
            {0xED, 0xA0, 0x80},
            {0xED, 0xB0, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF8, 0x88, 0x80, 0x80, 0x80},
            {0xC3},
            {0xE2, 0x82},
            {0xF0, 0x9F, 0x98},
            {0x80},
            {0xFF},
            {0xFE}
        }) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write('"');
            for (int b : bytes) {
                file.write(b);
            }
            file.write('"');
            assertRefused(file.toByteArray());
        }
        assertRefused("\ufeff{}".getBytes(StandardCharsets.UTF_8));
        assertRefused("{}".getBytes(StandardCharsets.UTF_16));
        assertRefused("{}".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void namesAreComparedAfterUnescaping() {
        String twice = "{\"o\": 1, \"\\u006f\": 2}";
        IllegalStateException why =
                assertThrows(IllegalStateException.class, () -> Checker.json(twice.getBytes(StandardCharsets.UTF_8)));
        assertEquals("/o: comes twice", why.getMessage());
        for (String refused : new String[] {
            "{\"a\":1,}",
            "[1,]",
            "[,1]",
            "{,}",
            "{} {}",
            "{\"a\"}",
            "{\"a\":}",
            "{1:2}",
            "[1 2]",
            "\"\\ud800\"",
            "\"a",
            ""
        }) {
            assertRefused(refused.getBytes(StandardCharsets.UTF_8));
        }
    }
}
