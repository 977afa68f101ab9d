package io.github.goldspike.cli;

import io.github.goldspike.format.NetworkReader.Noted;
import io.github.goldspike.format.NetworkWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike import}. */
@Command(
        name = "import",
        description = "Makes a network file of a NIR file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "What NIR leaves open is asked for, or answered by a reading that stands in the notes of the network and of",
            "its answers. solve and conform --corpus take NIR files with the same options."
        })
final class ImportCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "FILE", description = "NIR file, - for standard input.")
    private String file;

    @Mixin
    private NirOptions nir;

    @Option(
            names = "-o",
            paramLabel = "NETWORK",
            defaultValue = "-",
            description = "Network file; it appears whole or not at all (default: standard output).")
    private String output;

    ImportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        OutputFile to = OutputFile.open(output, streams);
        Noted network = nir.imported(file, streams);
        to.write(bytes -> NetworkWriter.write(network, bytes));
        return ExitStatus.DONE;
    }
}
