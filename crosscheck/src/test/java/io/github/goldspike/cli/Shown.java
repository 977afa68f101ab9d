package io.github.goldspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a document shows: files, in a fenced block after {@code <!-- file: NAME -->}, and commands with what they print, in fenced blocks
 * marked {@code console}. In what is printed, … stands for any text, and alone on its line for any lines.
 */
record Shown(String name, List<Item> items) {

    private static final Pattern FENCE = Pattern.compile("^( *)```(\\w*)$");
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->");

    sealed interface Item {}

    record File(String name, String content) implements Item {}

    record Run(String command, String printed) implements Item {

        /** The words of the command; quotes hold blanks together, a comment ends it. */
        List<String> words() {
            Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(command.replaceFirst("  +# .*", ""));
            List<String> words = new ArrayList<>();
            while (word.find()) {
                words.add(Optional.ofNullable(word.group(1)).orElseGet(() -> word.group(2)));
            }
            return words;
        }

        boolean matches(String said) {
            String pattern = Stream.of(printed.split("(?<=\n)"))
                    .map(line -> line.equals("…\n")
                            ? "(?s:.*)"
                            : Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                    .collect(Collectors.joining());
            return Pattern.matches(pattern, said);
        }
    }

    static Shown in(Path document) throws IOException {
        List<Item> items = new ArrayList<>();
        Optional<String> file = Optional.empty();
        List<String> lines = Files.readAllLines(document);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int start = ++i;
                while (!lines.get(i).strip().equals("```")) {
                    i++;
                }
                String content = lines.subList(start, i).stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
                file.ifPresent(name -> items.add(new File(name, content)));
                file = Optional.empty();
                if (fence.group(2).equals("console")) {
                    runs(content, items);
                }
            } else {
                Matcher named = FILE.matcher(lines.get(i));
                file = named.find() ? Optional.of(named.group(1)) : file;
            }
        }
        return new Shown(document.getFileName().toString(), items);
    }

    private static void runs(String content, List<Item> items) {
        for (String part : content.split("(?m)^\\$ ")) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                items.add(new Run(part.substring(0, end), part.substring(end + 1)));
            }
        }
    }
}
