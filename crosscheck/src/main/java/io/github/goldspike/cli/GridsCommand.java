package io.github.goldspike.cli;

import io.github.goldspike.grid.GridFields;
import io.github.goldspike.grid.Profile;
import io.github.goldspike.model.Rational;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code goldspike grids}. */
@Command(
        name = "grids",
        description =
                "The profiles of solve --grid: what a step does, of which library and version, where in its source.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class GridsCommand implements Callable<Integer> {

    private final Streams streams;

    GridsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        StringBuilder text = new StringBuilder();
        for (Profile profile : Profile.values()) {
            text.append(profile.field()).append(": ").append(profile.library()).append('\n');
            text.append("  source        ").append(profile.source()).append('\n');
            for (Map.Entry<String, String> field :
                    GridFields.of(profile.grid(Rational.ONE)).entrySet()) {
                text.append(String.format("  %-14s%s\n", field.getKey(), field.getValue()));
            }
        }
        OutputFile.open("-", streams).write(bytes -> bytes.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        return ExitStatus.DONE;
    }
}
