package io.github.goldspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The options in crosscheck/docs/command-line.md are those of --help, for every command that there is. With
 * {@code -Dgoldspike.docs=write} the document is written anew.
 */
class CommandLineDocumentTest {

    private static final Path DOCUMENT =
            Path.of("").toAbsolutePath().getParent().resolve("crosscheck/docs/command-line.md");
    private static final String BEGIN = "<!-- from --help: begin -->\n";
    private static final String END = "<!-- from --help: end -->\n";

    private static List<String> commands() {
        Matcher names = Pattern.compile("(?m)^  ([a-z-]+) ")
                .matcher(Invocation.ofAll("--help").out().replaceFirst("(?s).*\nCommands:\n", ""));
        return names.results().map(result -> result.group(1)).toList();
    }

    private static String options() {
        StringBuilder text = new StringBuilder();
        for (String command : commands()) {
            String help = Invocation.ofAll(command, "--help").out().replaceAll("(?m) +$", "");
            text.append("\n## ")
                    .append(command)
                    .append("\n\n```text\n")
                    .append(help)
                    .append("```\n");
        }
        return text.append('\n').toString();
    }

    @Test
    void theDocumentHasEveryCommandAndOptionAsHelpPrintsThem() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        if (System.getProperty("goldspike.docs", "").equals("write")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + options() + document.substring(end));
        } else {
            assertEquals(
                    options(),
                    document.substring(begin, end),
                    "to write it anew: mvn test -pl crosscheck -am -Dtest=CommandLineDocumentTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dgoldspike.docs=write");
        }
    }
}
