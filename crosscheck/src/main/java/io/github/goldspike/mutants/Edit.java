package io.github.goldspike.mutants;

/**
 * A change of a source of the engine.
 *
 * @param file its name
 * @param from a text that stands there exactly once
 * @param to what stands there instead
 */
record Edit(String file, String from, String to) {

    /** @throws IllegalStateException if the text is not there, or more than once: then the engine has changed, and the mutant must */
    String apply(String source) {
        int at = source.indexOf(from);
        if (at < 0 || source.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException(file + " has " + (at < 0 ? "no" : "more than one") + " \"" + from + "\"");
        }
        return source.substring(0, at) + to + source.substring(at + from.length());
    }
}
