package io.github.goldspike.conformance.report;

/**
 * A network that an engine was sent twice and answered differently.
 *
 * @param id of its case
 * @param first the case that the engine was sent before it the first time, {@code ""} if none
 * @param second the case that it was sent before it the second time
 * @param quantity in which the answers differ
 * @param difference where, and what they are; a sentence for people
 */
public record Repetition(String id, String first, String second, String quantity, String difference) {

    /** A sentence for people. */
    public String sentence() {
        String before = first.isEmpty() ? "the first time" : "after " + first;
        return "the answer to " + id + " depends on what came before: " + quantity + ": " + difference + " (" + before
                + ", then " + (second.equals(id) ? "the same once more" : "after " + second) + ")";
    }
}
