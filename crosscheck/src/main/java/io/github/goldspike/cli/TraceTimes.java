package io.github.goldspike.cli;

import io.github.goldspike.model.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The times of {@code --traces}, which may stand alone before another argument. */
final class TraceTimes implements IParameterConsumer {

    /** What follows is a list of times and no file if it looks like one. */
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        boolean times = !arguments.isEmpty() && arguments.peek().matches("[0-9.][0-9a-fA-FxXpP.,/+-]*");
        option.setValue(Optional.of(times ? arguments.pop() : ""));
    }

    static List<Rational> of(String list) {
        if (list.isEmpty()) {
            throw Failure.badInput("--traces: the times are missing (without them: on a grid only, see --grid)");
        }
        List<Rational> times = new ArrayList<>();
        for (String time : list.split(",", -1)) {
            try {
                times.add(Rational.parse(time));
            } catch (NumberFormatException notReal) {
                throw Failure.badInput("--traces: " + notReal.getMessage());
            }
        }
        return times;
    }

    static void requireWithin(Rational horizon, List<Rational> times) {
        for (Rational time : times) {
            if (time.signum() < 0 || time.compareTo(horizon) > 0) {
                throw Failure.badInput("--traces: " + time + " is not between 0 and the horizon, " + horizon);
            }
        }
    }
}
