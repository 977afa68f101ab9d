package io.github.goldspike.shrinking;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Convention;
import io.github.goldspike.model.Network;
import io.github.goldspike.model.Rational;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoughtTest {

    @ParameterizedTest
    @EnumSource
    void theAddedPartShowsWhatTheEmptyNetworkLacks(Sought sought) {
        Network empty = new Network("", Convention.KERNEL, Rational.ONE, List.of(), List.of(), Optional.empty());
        assertFalse(sought.test(empty));
        assertTrue(sought.test(new ShowsAll(2, 2, 1, 1).addedTo(empty)));
    }
}
