package io.github.goldspike.format;

import io.github.goldspike.contract.ByNeuron;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.TokenBuffer;

/** Writes one JSON document, the same bytes each time: UTF-8, line feeds, one at the end. */
final class JsonOutput {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator out;
    private final Lines lines;

    private JsonOutput(JsonGenerator out, Lines lines) {
        this.out = out;
        this.lines = lines;
    }

    /** Writes an object and flushes, but does not close, the stream. */
    static void write(OutputStream bytes, Consumer<JsonOutput> fields) throws IOException {
        Lines lines = new Lines();
        ObjectWriteContext layout = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return lines;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        try (JsonGenerator generator = FACTORY.createGenerator(layout, bytes, JsonEncoding.UTF8)) {
            JsonOutput output = new JsonOutput(generator, lines);
            output.object(() -> fields.accept(output));
            generator.writeRaw('\n');
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        }
        bytes.flush();
    }

    /** The same as a tree. */
    static ObjectNode tree(Consumer<JsonOutput> fields) {
        try (TokenBuffer buffer = TokenBuffer.forGeneration()) {
            JsonOutput output = new JsonOutput(buffer, new Lines());
            output.object(() -> fields.accept(output));
            return (ObjectNode) JsonMapper.shared().readTree(buffer);
        }
    }

    /** A field of the document itself, with the lines of its value broken down to {@code levels} of its nesting. */
    void section(String name, int levels, Runnable value) {
        lines.breakDownTo(1 + levels);
        field(name, value);
        lines.breakDownTo(1);
    }

    void field(String name, Runnable value) {
        out.writeName(name);
        value.run();
    }

    void field(String name, String value) {
        field(name, () -> string(value));
    }

    void field(String name, int value) {
        field(name, () -> integer(value));
    }

    void field(String name, long value) {
        field(name, () -> out.writeNumber(value));
    }

    void object(Runnable fields) {
        out.writeStartObject();
        fields.run();
        out.writeEndObject();
    }

    void list(Runnable elements) {
        out.writeStartArray();
        elements.run();
        out.writeEndArray();
    }

    <T> void list(List<T> elements, Consumer<? super T> write) {
        list(() -> elements.forEach(write));
    }

    /** An object with a list of lists for each population. */
    <V> void byNeuron(ByNeuron<V> values, Consumer<? super V> write) {
        object(() -> values.forEach((population, neurons) ->
                field(population, () -> list(neurons, train -> list(train, write)))));
    }

    <T> void nullable(Optional<T> value, Consumer<? super T> write) {
        value.ifPresentOrElse(write, out::writeNull);
    }

    void string(String value) {
        out.writeString(value);
    }

    void integer(int value) {
        out.writeNumber(value);
    }

    void binary64(double value) {
        out.writeNumber(value);
    }
}
