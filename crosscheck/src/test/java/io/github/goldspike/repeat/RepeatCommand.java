package io.github.goldspike.repeat;

import java.util.Optional;
import net.jqwik.api.FixedSeedMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives every property the seed of the run (system property {@code goldspike.seed}; the build sets one), and ends the message of one that
 * fails with the one command that tries the same again. No seed of a failure is kept anywhere, so that a run never depends on the one
 * before (registered under META-INF/services for all properties).
 */
public final class RepeatCommand implements AroundPropertyHook {

    static final String SEED = "goldspike.seed";

    /** The value of {@link #SEED} for which each run draws what no run drew before. */
    static final String RANDOM = "random";

    private static final String FACTOR = "goldspike.tries.factor";

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    /** Outside of all other hooks, so that what they make of a result is what is reported. */
    @Override
    public int aroundPropertyProximity() {
        return -100;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Optional.ofNullable(System.getProperty(SEED))
                .filter(seed -> !seed.equals(RANDOM))
                .ifPresent(seed -> {
                    context.attributes().setSeed(seed);
                    context.attributes().setWhenFixedSeed(FixedSeedMode.ALLOW);
                });
        PropertyExecutionResult result = property.execute();
        if (result.status() != PropertyExecutionResult.Status.FAILED
                || result.seed().isEmpty()) {
            return result;
        }
        Throwable cause = result.throwable().orElseGet(() -> new AssertionError("failed"));
        return result.mapToFailed(new AssertionError(
                cause.getMessage() + "\nTry the same again:\n  "
                        + command(context, result.seed().get()),
                cause));
    }

    private static String command(PropertyLifecycleContext context, String seed) {
        String factor = Optional.ofNullable(System.getProperty(FACTOR))
                .map(times -> " -D" + FACTOR + "=" + times)
                .orElse("");
        return "mvn test -pl crosscheck -am -Dtest='" + context.containerClass().getSimpleName() + "#"
                + context.targetMethod().getName() + "' -Dsurefire.failIfNoSpecifiedTests=false -D" + SEED + "=" + seed
                + factor;
    }
}
