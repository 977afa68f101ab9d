package io.github.goldspike.repeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** No test fails by chance and for ever: a failure says how to see it again, and is not kept. */
class RepeatCommandTest {

    private static final List<Long> SEEN = new ArrayList<>();

    /** Fails at its third try; its name is no pattern of surefire. */
    static class Failing {

        @Property(tries = 5, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
        @Tag("deliberate")
        void fails(@ForAll long number) {
            SEEN.add(number);
            assertTrue(SEEN.size() < 3, "the third");
        }
    }

    private static String messageOfAFailure(String seed) {
        SEEN.clear();
        String before = System.setProperty(RepeatCommand.SEED, seed);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Failing.class))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try {
            LauncherFactory.create().execute(request, listener);
        } finally {
            if (before == null) {
                System.clearProperty(RepeatCommand.SEED);
            } else {
                System.setProperty(RepeatCommand.SEED, before);
            }
        }
        return listener.getSummary().getFailures().get(0).getException().getMessage();
    }

    @Test
    void aFailureSaysTheCommandAndItsSeedTriesTheSameAgain() {
        String message = messageOfAFailure(RepeatCommand.RANDOM);
        List<Long> first = List.copyOf(SEEN);
        Matcher command = Pattern.compile(
                        "mvn test -pl crosscheck -am -Dtest='Failing#fails' .*-Dgoldspike.seed=(\\S+)")
                .matcher(message);
        assertTrue(message.startsWith("the third") && command.find(), message);
        messageOfAFailure(command.group(1));
        assertEquals(first, SEEN);
    }

    @Test
    void aRandomRunAfterAFailureTriesSomethingElse() {
        messageOfAFailure(RepeatCommand.RANDOM);
        List<Long> first = List.copyOf(SEEN);
        messageOfAFailure(RepeatCommand.RANDOM);
        assertNotEquals(first, SEEN);
    }

    @Test
    void theBuildGivesASeedSoThatTheDefaultRunIsTheSameEachTime() {
        assertNotNull(System.getProperty(RepeatCommand.SEED));
    }
}
