package io.github.goldspike.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What may have been meant by a command or an option that there is none of. */
final class Suggestion {

    /** Letters that may be wrong. */
    private static final int MOST = 2;

    private Suggestion() {}

    /** A sentence to go on with, or nothing. */
    static String forWhatIsWrong(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        CommandSpec command = unmatched.getCommandLine().getCommandSpec();
        String found = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        List<String> names = found.startsWith("-")
                ? command.options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .toList()
                : List.copyOf(command.subcommands().keySet());
        return nearest(found, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The name that is fewest letters away, if these are few. */
    static Optional<String> nearest(String found, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(found, name)))
                .filter(name -> distance(found, name) <= Math.min(MOST, found.length() / 2));
    }

    /** Letters to put in, leave out, change or swap with their neighbour (Damerau). */
    private static int distance(String one, String other) {
        int[][] d = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[one.length()][other.length()];
    }
}
