package io.github.goldspike.cli;

import io.github.goldspike.contract.Progress;
import io.github.goldspike.format.NetworkReader.Noted;

/** Answers one network; what it cannot answer is a {@link Failure} that names the file. */
interface Solver {
    NamedEngine.Written solve(String file, InputFile.Content<Noted> network, Progress progress);
}
