package io.github.goldspike.certified.conditioning;

import io.github.goldspike.ball.Ball;
import io.github.goldspike.certified.events.Chronology;
import io.github.goldspike.certified.gradient.Elements.Kind;
import java.util.List;
import java.util.Map;

/** How spike times, elementary parameters and events move with one real q of the file, q·d/dq of each (conditioning-K8). */
final class DirectionalDerivative {

    private final List<Map<Integer, Ball>> tangents;
    private final RelativeParameters parameters;
    private final int real;

    /**
     * @param tangents q·∂f/∂q of every spike by index of the real
     * @param real index of q among the reals that are not zero
     */
    DirectionalDerivative(List<Map<Integer, Ball>> tangents, RelativeParameters parameters, int real) {
        this.tangents = tangents;
        this.parameters = parameters;
        this.real = real;
    }

    Ball ofSpike(int f) {
        return tangents.get(f).getOrDefault(real, Ball.ZERO);
    }

    Ball of(Kind kind, int which) {
        return parameters.relative(parameters.elements().number(kind, which), real);
    }

    /** Of the time of an event. */
    Ball of(Chronology.Event event) {
        if (event instanceof Chronology.Event.Firing firing) {
            return ofSpike(firing.index());
        } else if (event instanceof Chronology.Event.Restarting restarting) {
            return ofSpike(restarting.restart().spike()).plus(of(Kind.REFRACTORY, event.neuron()));
        } else if (event instanceof Chronology.Event.Arriving arriving) {
            Ball sent = arriving.isInput()
                    ? of(Kind.INPUT, arriving.arrival().input())
                    : ofSpike(arriving.arrival().source());
            return sent.plus(of(Kind.DELAY, arriving.synapse().id()));
        }
        return Ball.ZERO;
    }
}
