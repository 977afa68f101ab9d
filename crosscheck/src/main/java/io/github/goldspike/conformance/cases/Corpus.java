package io.github.goldspike.conformance.cases;

import io.github.goldspike.conformance.protocol.Claims;
import io.github.goldspike.conformance.verdict.Golden;
import io.github.goldspike.format.BadFileException;
import io.github.goldspike.format.NetworkReader;
import io.github.goldspike.many.LineInput;
import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Networks that are kept as files. */
public final class Corpus {

    private static final String GOLDEN = "/corpus";

    private static final String SUFFIX = ".network.json";

    /** The folder of the networks that are answered on grids. */
    private static final String ON_GRIDS = "grids";

    private static final int MOST_SPIKES = 2_000;

    private Corpus() {}

    /** Reading a file of a corpus failed. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable(Path file, String why) {
            super(file + ": " + why);
        }

        Unreadable(Path file, long line, String why) {
            this(file, "line " + line + ": " + why);
        }
    }

    /**
     * All files {@code *.network.json} of a folder and of the folders in it, in the order of their paths. Answers are computed anew, because the reference
     * is that of the binary64 values which engines are sent.
     */
    public static List<Case> in(Path folder) throws IOException {
        List<Case> cases = new ArrayList<>();
        networks(folder, file -> !file.startsWith(ON_GRIDS)).forEach((id, network) -> cases.add(new Kept(id, network)));
        return cases;
    }

    /** The networks of all these files by their ids, those of the grid part of a corpus, too. */
    public static Map<String, Network> networks(Path folder) throws IOException {
        return networks(folder, file -> true);
    }

    /** @param wanted asked with paths relative to the folder */
    private static Map<String, Network> networks(Path folder, Predicate<Path> wanted) throws IOException {
        Map<String, Network> networks = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX) && !Files.isDirectory(path))
                    .filter(path -> wanted.test(folder.relativize(path)))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                networks.put(name.substring(0, name.length() - SUFFIX.length()), read(file));
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return networks;
    }

    /**
     * The networks of a file that has one in each line. They keep their ids; one without an id, or with that of an earlier line, is
     * called {@code line-N}, N from 1.
     *
     * @throws IOException naming the line, if one holds no network
     */
    public static Map<String, Network> lines(Path file) throws IOException {
        Map<String, Network> networks = new LinkedHashMap<>();
        try (InputStream bytes = Files.newInputStream(file)) {
            LineInput lines = new LineInput(bytes);
            for (Optional<LineInput.Line> line = lines.read(); line.isPresent(); line = lines.read()) {
                long number = line.get().index() + 1;
                Network network = read(file, number, line.get().bytes());
                String own = network.id();
                networks.put(own.isEmpty() || networks.containsKey(own) ? "line-" + number : own, network);
            }
        }
        return networks;
    }

    private static Network read(Path file, long number, byte[] line) throws IOException {
        try {
            return NetworkReader.read(new ByteArrayInputStream(line));
        } catch (BadFileException bad) {
            throw new Unreadable(file, number, bad.getMessage());
        }
    }

    /** A network that is in no file of a folder. */
    public static Case of(String id, Network network) {
        return new Kept(id, network);
    }

    /** The golden corpus that goldspike brings along, level by level. */
    public static List<Case> golden() {
        try {
            URI index = Corpus.class.getResource(GOLDEN + "/index.json").toURI();
            if (!index.getScheme().equals("jar")) {
                return in(Path.of(index).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(index, Map.of())) {
                return in(jar.getPath(GOLDEN));
            }
        } catch (URISyntaxException | IOException broken) {
            throw new IllegalStateException("the golden corpus is part of goldspike", broken);
        }
    }

    private static Network read(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            return NetworkReader.read(bytes);
        } catch (BadFileException bad) {
            throw new Unreadable(file, bad.getMessage());
        }
    }

    /** One network of a corpus. */
    private record Kept(String id, Network network) implements Case {

        @Override
        public Prepared prepare(Claims claims) {
            Network normal = NormalForm.of(network);
            if (normal.loss().filter(Loss::needsGrid).isPresent()) {
                return new Prepared.Unclaimed(normal, List.of("a grid"));
            }
            Regime regime = new Regime(claims);
            List<String> missing = regime.missing(normal);
            if (!missing.isEmpty()) {
                return new Prepared.Unclaimed(normal, missing);
            }
            Golden golden = Golden.of(asked(normal, claims), MOST_SPIKES);
            List<String> shown = regime.missing(golden);
            return shown.isEmpty() ? new Prepared.Ready(golden) : new Prepared.Unclaimed(normal, shown);
        }

        /** Without a loss that the engine does not have. */
        private static Network asked(Network network, Claims claims) {
            return network.loss().isEmpty()
                            || claims.hasLoss(network.loss().get().kind())
                    ? network
                    : new Network(
                            network.id(),
                            network.convention(),
                            network.horizon(),
                            network.populations(),
                            network.projections(),
                            Optional.empty());
        }
    }
}
