package io.github.goldspike.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.goldspike.model.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final Path EXAMPLES = Path.of("examples");

    @Test
    void theSampleEngineIsMeasuredAndIsAsPreciseAsItsArithmetic() throws Exception {
        Program program = Program.of(
                List.of("python3", EXAMPLES.resolve("sample_engine.py").toString()));
        assertEquals("program sample", program.name());
        assertEquals(15, program.digits());
        Network network = Layered.of(1, 4, 3);
        Measured<Spikes> measured = program.solve(network).orElseThrow();
        Spikes golden = Spikes.golden(network);
        assertTrue(measured.value().error(golden).orElseThrow() < 1e-14);
        assertTrue(measured.value().gradientError(golden).orElseThrow() < 1e-13);
        assertTrue(measured.seconds() > 0, "processor time is another process's, but it is counted");
        assertEquals(Optional.empty(), measured.megabytes());
    }
}
