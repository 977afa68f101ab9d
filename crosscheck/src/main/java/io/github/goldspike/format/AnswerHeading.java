package io.github.goldspike.format;

import io.github.goldspike.contract.ParameterKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an answer file says about itself.
 *
 * @param networkId the network's name for people
 * @param networkSha256 of the bytes of the network file, in lower-case hexadecimal
 * @param digits significant digits of the reals
 * @param certified whether the engine proves what it prints
 * @param wrt the kinds of reals that gradient and Jacobian are taken by
 * @param notes of the network file, which the answer repeats
 */
public record AnswerHeading(
        String networkId,
        String networkSha256,
        int digits,
        boolean certified,
        Set<ParameterKind> wrt,
        Map<String, String> notes) {

    /** A network without notes. */
    public AnswerHeading(
            String networkId, String networkSha256, int digits, boolean certified, Set<ParameterKind> wrt) {
        this(networkId, networkSha256, digits, certified, wrt, Map.of());
    }

    /** Derivatives by weights. */
    public AnswerHeading(String networkId, String networkSha256, int digits, boolean certified) {
        this(networkId, networkSha256, digits, certified, EnumSet.of(ParameterKind.WEIGHTS));
    }

    public AnswerHeading {
        wrt = Collections.unmodifiableSet(wrt.isEmpty() ? EnumSet.noneOf(ParameterKind.class) : EnumSet.copyOf(wrt));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }
}
