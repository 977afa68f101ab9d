package io.github.goldspike.corpus;

import io.github.goldspike.conformance.cases.FeatureDetection;
import io.github.goldspike.conformance.protocol.Feature;
import io.github.goldspike.contract.ParameterKind;
import io.github.goldspike.contract.Question;
import io.github.goldspike.format.CorpusIndex;
import io.github.goldspike.format.CorpusIndexWriter;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.format.NetworkWriter;
import io.github.goldspike.format.Sha256;
import io.github.goldspike.model.Network;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of the corpus, as bytes by their paths relative to its folder. */
public final class CorpusFiles {

    private static final String README = "README.md";
    private static final String INDEX = "index.json";
    private static final String JUDGED = "judged.jsonl";

    private final Solver solver;
    private final Judging judging;
    private final StringBuilder judged = new StringBuilder();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<CorpusIndex.Entry> entries = new ArrayList<>();

    private CorpusFiles(Solver solver, Judging judging) {
        this.solver = solver;
        this.judging = judging;
    }

    /** Answers as {@code goldspike solve} does. */
    public interface Solver {

        /**
         * The answer to a network as it was read from its file.
         *
         * @param sha256 of the file
         */
        Solved solve(Network network, String sha256, Question question) throws IOException;
    }

    /**
     * An answer.
     *
     * @param answer the bytes of its file
     * @param undecided whether something in it is
     */
    public record Solved(byte[] answer, boolean undecided) {}

    /** Says in one line of JSON what is right for a network as programs are sent it, and what is allowed to them. */
    public interface Judging {

        String line(String id, int level, Network network);
    }

    /** All files of the corpus. */
    public static Map<String, byte[]> all(Solver solver, Judging judging) throws IOException {
        CorpusFiles corpus = new CorpusFiles(solver, judging);
        corpus.files.put(README, readme());
        corpus.files.put(INDEX, new byte[0]);
        for (Family family : GoldenCorpus.families()) {
            for (CorpusCase one : family.cases()) {
                corpus.add(family.sentence(), one);
            }
        }
        corpus.files.put(JUDGED, corpus.judged.toString().getBytes(StandardCharsets.UTF_8));
        corpus.files.put(INDEX, written(bytes -> CorpusIndexWriter.write(corpus.index(), bytes)));
        return corpus.files;
    }

    /** The two files of one network. */
    static Map<String, byte[]> of(CorpusCase one, Solver solver) throws IOException {
        CorpusFiles corpus = new CorpusFiles(solver, (id, level, network) -> "");
        corpus.add("", one);
        return corpus.files;
    }

    private void add(String family, CorpusCase one) throws IOException {
        byte[] network = written(bytes -> NetworkWriter.write(one.network(), bytes));
        Solved solved =
                solver.solve(NetworkReader.read(new ByteArrayInputStream(network)), Sha256.of(network), one.question());
        judged.append(judging.line(one.id(), one.level(), one.network())).append('\n');
        String path = "level-" + one.level() + "/" + one.id();
        entries.add(new CorpusIndex.Entry(
                one.id(),
                one.level(),
                family,
                one.purpose(),
                one.hunts().stream().map(Mistake::tag).toList(),
                FeatureDetection.of(one.network()).stream().map(Feature::field).toList(),
                Reals.of(one.network()).field(),
                Optional.of(one.beyondBinary32()).filter(why -> !why.isEmpty()),
                solved.undecided() ? "undecided" : "certified",
                options(one.question()),
                stored(path + ".network.json", network),
                stored(path + ".answer.json", solved.answer())));
    }

    private CorpusIndex.Stored stored(String path, byte[] bytes) {
        files.put(path, bytes);
        return new CorpusIndex.Stored(path, Sha256.of(bytes));
    }

    private CorpusIndex index() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        Arrays.stream(Mistake.values()).forEach(mistake -> mistakes.put(mistake.tag(), mistake.sentence()));
        return new CorpusIndex(GoldenCorpus.VERSION, CorpusCase.DIGITS, mistakes, entries);
    }

    private static List<String> options(Question question) {
        List<String> options = new ArrayList<>(List.of(
                "--digits",
                Integer.toString(question.digits()),
                "--method",
                question.method().field(),
                "--wrt",
                question.wrt().stream().map(ParameterKind::field).collect(Collectors.joining(",")),
                "--condition",
                "--certificate"));
        if (question.jacobian()) {
            options.add("--jacobian");
        }
        return options;
    }

    private static byte[] readme() throws IOException {
        try (InputStream bytes = CorpusFiles.class.getResourceAsStream("/corpus/" + README)) {
            if (bytes == null) {
                throw new IllegalStateException("/corpus/" + README + " is not on the class path");
            }
            return bytes.readAllBytes();
        }
    }

    private interface Writing {
        void to(ByteArrayOutputStream bytes) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }
}
