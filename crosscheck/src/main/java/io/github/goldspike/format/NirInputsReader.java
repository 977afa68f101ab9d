package io.github.goldspike.format;

import io.github.goldspike.format.JsonObject.Field;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the spikes that come into a NIR graph: {@code {"format": "goldspike-inputs/1", "horizon": …, "spikes": {NODE: [[times], …]}}},
 * one ascending list of times for each element of a node of type Input.
 */
public final class NirInputsReader {

    private static final String FORMAT = "goldspike-inputs/1";

    private NirInputsReader() {}

    /**
     * What was read.
     *
     * @param spikes by the name of the node
     * @param horizon if it is given
     */
    public record Read(Map<String, List<List<Rational>>> spikes, Optional<Rational> horizon) {}

    /**
     * Reads to the end of the stream.
     *
     * @throws BadFileException if it is no such file
     * @throws IOException if the stream fails
     */
    public static Read read(InputStream bytes) throws IOException {
        return JsonInput.read(bytes, in -> {
            JsonObject file = in.object();
            Field<String> format = file.field("format", () -> NetworkReader.format(in, FORMAT));
            Field<Rational> horizon = file.field("horizon", in::real);
            Field<Map<String, List<List<Rational>>>> spikes =
                    file.field("spikes", () -> in.map(() -> in.list(() -> in.list(in::real))));
            file.read();
            format.required();
            return new Read(spikes.required(), horizon.given());
        });
    }
}
