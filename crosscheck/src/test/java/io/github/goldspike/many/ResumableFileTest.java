package io.github.goldspike.many;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableFileTest {

    @TempDir
    private Path folder;

    private static byte[] line(long index) {
        return ("line " + index).getBytes(StandardCharsets.UTF_8);
    }

    private Path file() {
        return folder.resolve("lines");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String whole(long lines) {
        return LongStream.range(0, lines).mapToObj(k -> "line " + k + "\n").collect(Collectors.joining());
    }

    @Test
    void whateverLineWasFinishedIsThereAfterAnInterruptInWhateverOrder() throws Exception {
        Random order = new Random(1);
        long most = 100;
        int interrupts = 0;
        while (!Files.exists(file())) {
            try (ResumableFile lines = ResumableFile.open(file(), "task")) {
                List<Long> missing = LongStream.range(0, most)
                        .filter(k -> !lines.has(k))
                        .boxed()
                        .collect(Collectors.toList());
                assertEquals(most - missing.size(), lines.resumed());
                java.util.Collections.shuffle(missing, order);
                for (long index : missing.subList(0, Math.min(7, missing.size()))) {
                    lines.put(index, line(index));
                }
                if (missing.size() <= 7) {
                    lines.finish();
                } else {
                    interrupts++;
                }
            }
            for (String ending : List.of(".part", ".part.log")) {
                Path torn = folder.resolve("lines" + ending);
                if (Files.exists(torn)) {
                    Files.writeString(torn, "99 to", StandardOpenOption.APPEND);
                }
            }
        }
        assertTrue(interrupts > 10);
        assertEquals(whole(most), Files.readString(file()));
        assertEquals(List.of("lines"), names());
    }

    @Test
    void anotherTaskIsRefusedAndLosesNothing() throws Exception {
        try (ResumableFile lines = ResumableFile.open(file(), "a task")) {
            lines.put(0, line(0));
        }
        for (String other : List.of("a tusk", "a", "a task of longer words")) {
            assertThrows(ResumableFile.NotResumable.class, () -> ResumableFile.open(file(), other), other);
        }
        try (ResumableFile lines = ResumableFile.open(file(), "a task")) {
            assertEquals(1, lines.resumed());
        }
    }

    @Test
    void twoAtOnceAreRefused() throws Exception {
        try (ResumableFile lines = ResumableFile.open(file(), "task")) {
            assertFalse(lines.has(0));
            assertThrows(ResumableFile.NotResumable.class, () -> ResumableFile.open(file(), "task"));
        }
    }

    @Test
    void aFileWithAHoleIsNotFinished() throws Exception {
        try (ResumableFile lines = ResumableFile.open(file(), "task")) {
            lines.put(1, line(1));
            assertThrows(IllegalStateException.class, lines::finish);
        }
        assertFalse(Files.exists(file()));
    }

    @Test
    void manyThreadsWriteInOrderAndWaitForTheSlowestWithoutHoldingMoreThanAFewHundredLines() throws Exception {
        AtomicLong next = new AtomicLong();
        AtomicLong furthest = new AtomicLong();
        long most = 5_000;
        try (ResumableFile lines = ResumableFile.open(file(), "task")) {
            Workers.<Long>run(4, () -> Optional.of(next.getAndIncrement()).filter(k -> k < most), index -> {
                if (index == 1) {
                    Thread.sleep(200);
                    assertTrue(furthest.get() <= Waiting.MOST + 4, () -> "as far as " + furthest);
                }
                furthest.accumulateAndGet(index, Math::max);
                lines.put(index, line(index));
            });
            lines.finish();
        }
        assertEquals(whole(most), Files.readString(file()));
    }

    @Test
    void theFirstFailureOfAThreadEndsAll() {
        AtomicLong next = new AtomicLong();
        IOException failed = assertThrows(
                IOException.class,
                () -> Workers.<Long>run(3, () -> Optional.of(next.getAndIncrement()), index -> {
                    if (index == 50) {
                        throw new IOException("disk full");
                    }
                }));
        assertEquals("disk full", failed.getMessage());
    }
}
