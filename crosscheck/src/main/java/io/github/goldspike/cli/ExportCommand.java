package io.github.goldspike.cli;

import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.model.InvalidNetworkException;
import io.github.goldspike.model.Network;
import io.github.goldspike.nir.NirExport;
import io.github.goldspike.nir.SpikeShape;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code goldspike export}. */
@Command(
        name = "export",
        description = "Makes a NIR file of a network.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Times keep their numbers, and spike trains of sources are left out: NIR has no place for them. What NIR cannot say",
            "(refractory times, input currents, several synaptic time constants of one neuron) is refused."
        })
final class ExportCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "NETWORK", description = "Network file, - for standard input.")
    private String network;

    @Option(
            names = "--spikes",
            paramLabel = "SHAPE",
            required = true,
            description =
                    "What a spike is to the reader: impulse[:AREA] (area 1, in the unit of the network's times) or jump (of the"
                            + " synaptic current by weight times w_in).")
    private String spikes;

    @Option(
            names = "-o",
            paramLabel = "FILE",
            defaultValue = "-",
            description = "NIR file; it appears whole or not at all (default: standard output).")
    private String output;

    ExportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        SpikeShape shape;
        try {
            shape = SpikeShape.parse(spikes);
        } catch (IllegalArgumentException wrong) {
            throw Failure.badInput("--spikes: " + wrong.getMessage());
        }
        if (!(shape instanceof SpikeShape.Impulse) && !(shape instanceof SpikeShape.Jump)) {
            throw Failure.badInput("--spikes: exported are networks whose spikes are impulse[:AREA] or jump");
        }
        OutputFile to = OutputFile.open(output, streams);
        Network given =
                new InputFile(network, streams).read(NetworkReader::read).value();
        try {
            NirExport.Exported file = NirExport.of(given, shape);
            to.write(bytes -> bytes.write(file.bytes()));
            if (file.rounded() > 0) {
                streams.complain(file.rounded() + " numbers were rounded to binary64");
            }
            return ExitStatus.DONE;
        } catch (InvalidNetworkException unsupported) {
            throw Failure.badInput(network, unsupported.pointer(), unsupported.detail());
        }
    }
}
