package io.github.goldspike.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The index of a corpus of networks with answers ({@code goldspike-corpus/1}).
 *
 * @param version of the corpus; within one version no file changes
 * @param digits significant digits of the answers
 * @param mistakes what each tag stands for
 * @param networks one entry for each network
 */
public record CorpusIndex(int version, int digits, Map<String, String> mistakes, List<Entry> networks) {

    /** Name of the format. */
    public static final String FORMAT = "goldspike-corpus/1";

    /**
     * One network.
     *
     * @param id never given to another network
     * @param level of difficulty, from 1
     * @param family what it has in common with its neighbours, one sentence
     * @param purpose one sentence
     * @param hunts tags of the mistakes that it brings to light
     * @param features of the engine protocol that it needs
     * @param reals the narrowest format that holds all reals of the network file
     * @param why it needs reals that are not binary32 numbers, if it does
     * @param status of the answer
     * @param solve the options with which {@code goldspike solve} prints the answer
     * @param network its file
     * @param answer its file
     */
    public record Entry(
            String id,
            int level,
            String family,
            String purpose,
            List<String> hunts,
            List<String> features,
            String reals,
            Optional<String> why,
            String status,
            List<String> solve,
            Stored network,
            Stored answer) {}

    /**
     * One file.
     *
     * @param path relative to the folder of the index, with slashes
     * @param sha256 of its bytes, in lower-case hexadecimal
     */
    public record Stored(String path, String sha256) {}
}
