package io.github.goldspike.conformance.protocol;

import java.util.LinkedHashSet;
import java.util.Set;

/** A process and all that it started, as far as they were seen; a child whose parent has died is found in no other way. */
final class Family {

    private static final long PAUSE_MS = 200;

    private final ProcessHandle root;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();
    private final Thread watch = new Thread(this::watch, "processes of the engine");

    Family(Process process) {
        root = process.toHandle();
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        try {
            while (root.isAlive()) {
                look();
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException ended) {
            // The family is being ended.
        }
    }

    private synchronized void look() {
        Set<ProcessHandle> now = new LinkedHashSet<>();
        root.descendants().forEach(now::add);
        Set.copyOf(seen).forEach(child -> child.descendants().forEach(now::add));
        seen.removeIf(child -> !child.isAlive());
        seen.addAll(now);
    }

    /** Ends the whole family at once, without asking. */
    synchronized void kill() {
        watch.interrupt();
        look();
        root.destroyForcibly();
        seen.forEach(ProcessHandle::destroyForcibly);
        // What was started between the look and the end of its parent.
        Set.copyOf(seen).forEach(child -> child.descendants().forEach(ProcessHandle::destroyForcibly));
    }
}
