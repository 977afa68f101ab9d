package io.github.goldspike.conformance.protocol;

import io.github.goldspike.contract.ParameterKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which networks an engine takes, and what it gives.
 *
 * @param features what it can do beyond the least
 * @param losses kinds of losses that it has; empty if it has not said, which means all
 * @param wrt kinds of reals by which it gives gradients
 * @param restrictions what networks must be, each with its bound, or 0 where it has none
 * @param constants that it is at home with, by name
 */
public record Claims(
        Set<Feature> features,
        Optional<Set<String>> losses,
        Set<ParameterKind> wrt,
        Map<Restriction, Double> restrictions,
        Map<Constant, Double> constants) {

    /** A constant that a program may have of its own. */
    public enum Constant {
        ALPHA,
        BETA,
        THRESHOLD;

        /** The name in the protocol. */
        public String field() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Claims {
        features = copy(features, Feature.class);
        losses = losses.map(Set::copyOf);
        wrt = copy(wrt, ParameterKind.class);
        restrictions = copy(restrictions, Restriction.class);
        constants = copy(constants, Constant.class);
    }

    private static <E extends Enum<E>> Set<E> copy(Set<E> set, Class<E> type) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return Collections.unmodifiableSet(copy);
    }

    private static <E extends Enum<E>> Map<E, Double> copy(Map<E, Double> map, Class<E> type) {
        Map<E, Double> copy = new EnumMap<>(type);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    /** Some features, all losses, gradients by the weights, no restriction. */
    public static Claims of(Set<Feature> features) {
        return new Claims(features, Optional.empty(), Set.of(ParameterKind.WEIGHTS), Map.of(), Map.of());
    }

    /** All features of leaky neurons (kernels are a model of their own), all losses, gradients by the weights, no restriction. */
    public static Claims everything() {
        return of(EnumSet.complementOf(EnumSet.of(Feature.KERNELS)));
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    public boolean has(Restriction restriction) {
        return restrictions.containsKey(restriction);
    }

    /** Whether the engine has a kind of loss, as far as it says. */
    public boolean hasLoss(String kind) {
        return losses.isEmpty() || losses.get().contains(kind);
    }

    /** The bound that comes with a restriction, if the engine has it. */
    public OptionalDouble bound(Restriction restriction) {
        return has(restriction) ? OptionalDouble.of(restrictions.get(restriction)) : OptionalDouble.empty();
    }

    /** A constant of the engine's own, if it gives it. */
    public OptionalDouble constant(Constant constant) {
        return constants.containsKey(constant) ? OptionalDouble.of(constants.get(constant)) : OptionalDouble.empty();
    }
}
