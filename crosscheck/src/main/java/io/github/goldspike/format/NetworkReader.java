package io.github.goldspike.format;

import io.github.goldspike.format.JsonObject.Field;
import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Population;
import io.github.goldspike.model.Projection;
import io.github.goldspike.model.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads network files ({@code goldspike-network/1}). */
public final class NetworkReader {

    static final String FORMAT = "goldspike-network/1";

    private final JsonInput in;

    private NetworkReader(JsonInput in) {
        this.in = in;
    }

    /**
     * Reads a network to the end of the stream, exactly.
     *
     * @throws BadFileException if it is not a network file, or not one of a valid network
     * @throws IOException if the stream fails
     */
    public static Network read(InputStream bytes) throws IOException {
        return JsonInput.read(bytes, in -> new NetworkReader(in).network());
    }

    /**
     * A network, and what its file says about it for people.
     *
     * @param notes sentences by subject, how a file of another format was read for instance; answers repeat them
     */
    public record Noted(Network network, Map<String, String> notes) {}

    /**
     * Reads a network with its notes, as {@link #read} does.
     *
     * @throws BadFileException if it is not a network file, or not one of a valid network
     * @throws IOException if the stream fails
     */
    public static Noted readNoted(InputStream bytes) throws IOException {
        return JsonInput.read(bytes, in -> new NetworkReader(in).noted());
    }

    private Network network() {
        return noted().network();
    }

    private Noted noted() {
        JsonObject network = in.object();
        Field<String> format = network.field("format", () -> format(in, FORMAT));
        Field<String> id = network.field("id", in::string);
        Field<Convention> convention = network.field("convention", this::convention);
        Field<Rational> horizon = network.field("horizon", in::real);
        Field<List<Population>> populations =
                network.field("populations", () -> in.list(() -> new PopulationFields(in).read()));
        Field<List<Projection>> projections =
                network.field("projections", () -> in.list(() -> new ProjectionFields(in).read()));
        Field<Loss> loss = network.field("loss", () -> new LossFields(in).read());
        Field<Map<String, String>> notes = network.field("notes", () -> in.map(in::string));
        network.read();
        format.required();
        return new Noted(
                new Network(
                        id.given().orElse(""),
                        convention.given().orElse(Convention.KERNEL),
                        horizon.required(),
                        populations.required(),
                        projections.required(),
                        loss.given()),
                notes.given().orElse(Map.of()));
    }

    /** The name of the format, which must be the expected one; complains at once, before anything else does. */
    static String format(JsonInput in, String expected) {
        String format = in.string();
        if (!format.equals(expected)) {
            throw in.bad("expected \"" + expected + "\", found \"" + Malformed.quoted(format) + "\"");
        }
        return format;
    }

    private Convention convention() {
        String name = in.string();
        return Arrays.stream(Convention.values())
                .filter(convention -> convention.field().equals(name))
                .findFirst()
                .orElseThrow(() -> in.bad("unknown convention \"" + Malformed.quoted(name) + "\", expected "
                        + Arrays.stream(Convention.values())
                                .map(convention -> '"' + convention.field() + '"')
                                .collect(Collectors.joining(" or "))));
    }
}
