package io.github.goldspike.cli;

import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkReader.Noted;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.format.NirInputsReader;
import io.github.goldspike.format.Sha256;
import io.github.goldspike.model.Rational;
import io.github.goldspike.nir.Inputs;
import io.github.goldspike.nir.NirData;
import io.github.goldspike.nir.NirFile;
import io.github.goldspike.nir.NirImport;
import io.github.goldspike.nir.Reading;
import io.github.goldspike.nir.SpikeShape;
import io.github.goldspike.nir.TimeUnit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How a NIR file is read where NIR leaves it open. */
final class NirOptions {

    static final String SUFFIX = ".nir";

    @Option(
            names = "--time-unit",
            paramLabel = "UNIT",
            description = "NIR: the unit of the times in the file, s, ms, us or ns. The network has the same numbers.")
    private Optional<String> unit = Optional.empty();

    @Option(
            names = "--spikes",
            paramLabel = "SHAPE",
            description =
                    "NIR: what a spike is, in the file's unit of time: impulse[:AREA] (area 1), jump (of the synaptic current by"
                            + " weight times w_in), box:WIDTH[:AREA] (height 1) or exponential:TAU[:AREA] (area 1).")
    private Optional<String> spikes = Optional.empty();

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "NIR: the input spikes, as JSON or as NIR data (default: none).")
    private Optional<String> inputs = Optional.empty();

    @Option(names = "--initial", paramLabel = "V", description = "NIR: V at time 0, leak or zero (default: leak).")
    private Optional<String> initial = Optional.empty();

    @Option(
            names = "--horizon",
            paramLabel = "T",
            description =
                    "NIR: the horizon, in the file's unit of time (default: the last input, then the longest delay and ten of"
                            + " the longest time constants).")
    private Optional<String> horizon = Optional.empty();

    /** A network file, or a NIR file as the network file that {@code import} makes of it. */
    InputFile.Content<Noted> read(String name, Streams streams) {
        if (!name.endsWith(SUFFIX)) {
            refuse(name);
            return new InputFile(name, streams).read(NetworkReader::readNoted);
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            NetworkWriter.write(imported(name, streams), file);
            byte[] bytes = file.toByteArray();
            return new InputFile.Content<>(NetworkReader.readNoted(new ByteArrayInputStream(bytes)), Sha256.of(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The network of a NIR file, whatever its name. */
    Noted imported(String name, Streams streams) {
        return imported(name, inputs, streams);
    }

    Noted imported(String name, Optional<String> inputFile, Streams streams) {
        // Whether it is a NIR file at all comes before how it is to be read.
        NirFile file = new InputFile(name, streams)
                .read(bytes -> NirFile.read(bytes.readAllBytes()))
                .value();
        Reading reading = reading(name);
        Inputs given = inputFile.map(from -> inputs(from, reading, streams)).orElse(Inputs.NONE);
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String id = base.endsWith(SUFFIX) ? base.substring(0, base.length() - SUFFIX.length()) : base;
        try {
            NirImport.Imported read = NirImport.of(file, id, reading, given);
            read.warning().ifPresent(warning -> streams.complain(name + ": " + warning));
            return new Noted(read.network(), read.notes());
        } catch (BadFileException bad) {
            throw Failure.badInput(name, bad.pointer(), bad.detail());
        }
    }

    /** An option for NIR files beside a file that is none is a mistake. */
    void refuse(String name) {
        String given = unit.isPresent()
                ? "--time-unit"
                : spikes.isPresent()
                        ? "--spikes"
                        : inputs.isPresent()
                                ? "--inputs"
                                : initial.isPresent() ? "--initial" : horizon.isPresent() ? "--horizon" : "";
        if (!given.isEmpty()) {
            throw Failure.badInput(given + ": is for NIR files (*.nir), which " + name + " is not");
        }
    }

    private Reading reading(String name) {
        String time = unit.orElseThrow(() ->
                Failure.badInput(name + ": NIR does not say in which unit its times are: --time-unit s, ms, us or ns"));
        String shape = spikes.orElseThrow(
                () -> Failure.badInput(name + ": NIR does not say what a spike is: --spikes " + SpikeShape.FORMS));
        Reading.Initial v = switch (initial.orElse("leak")) {
            case "leak" -> Reading.Initial.LEAK;
            case "zero" -> Reading.Initial.ZERO;
            default -> throw Failure.badInput("--initial: \"" + initial.get() + "\" is neither leak nor zero");
        };
        return new Reading(
                option("--time-unit", time, TimeUnit::parse),
                option("--spikes", shape, SpikeShape::parse),
                v,
                horizon.map(text -> option("--horizon", text, Rational::parse)));
    }

    private static <T> T option(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw Failure.badInput(name + ": " + wrong.getMessage());
        }
    }

    private static Inputs inputs(String name, Reading reading, Streams streams) {
        byte[] file =
                new InputFile(name, streams).read(InputStream::readAllBytes).value();
        try {
            if (NirData.isHdf5(file)) {
                return NirData.inputs(file, reading.unit());
            }
            NirInputsReader.Read read = NirInputsReader.read(new ByteArrayInputStream(file));
            return new Inputs(read.spikes(), read.horizon());
        } catch (BadFileException bad) {
            throw Failure.badInput(name, bad.pointer(), bad.detail());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
