package io.github.goldspike.conformance;

import io.github.goldspike.conformance.cases.Case;
import io.github.goldspike.conformance.cases.Corpus;
import io.github.goldspike.conformance.cases.RandomCase;
import io.github.goldspike.conformance.grid.GridCorpus;
import io.github.goldspike.conformance.grid.GridPlan;
import io.github.goldspike.conformance.protocol.GridClaim;
import io.github.goldspike.conformance.protocol.Limits;
import io.github.goldspike.grid.Grid;
import io.github.goldspike.model.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be tried in a {@link ConformanceRun}.
 *
 * @hidden for the command line alone: a user of the module cannot name the types of these signatures
 */
public final class ConformancePlan {

    /** A plan that has nothing yet. */
    public ConformancePlan() {}

    private final List<Case> cases = new ArrayList<>();
    private final GridPlan onGrid = new GridPlan();
    private Optional<GridClaim> grid = Optional.empty();

    /** Adds the golden corpus that goldspike brings along. */
    public void goldenCorpus() {
        cases.addAll(Corpus.golden());
        GridCorpus.all().forEach(network -> onGrid.add(network.id(), network));
    }

    /**
     * Adds the files {@code *.network.json} of a folder.
     *
     * @return how many there are
     * @throws IOException naming the file, if one cannot be read or is no network file
     */
    public int corpus(Path folder) throws IOException {
        List<Case> files = Corpus.in(folder);
        cases.addAll(files);
        Map<String, Network> networks = Corpus.networks(folder);
        networks.forEach(onGrid::addAsGiven);
        return networks.size();
    }

    /**
     * Adds the networks of a file that has one in each line.
     *
     * @return how many there are
     * @throws IOException naming the file and the line, if one cannot be read or is no network
     */
    public int lines(Path file) throws IOException {
        Map<String, Network> networks = Corpus.lines(file);
        networks.forEach(this::network);
        return networks.size();
    }

    /** Adds one network. */
    public void network(String id, Network network) {
        cases.add(Corpus.of(id, network));
        onGrid.addAsGiven(id, network);
    }

    /** Adds random networks; the same seed gives the same ones. */
    public void fuzz(long seed, int count) {
        cases.addAll(RandomCase.of(seed, count));
        onGrid.fuzz(seed, count);
    }

    /** The grid on which the engine computes, whatever it says. */
    public void onGrid(Grid chosen) {
        grid = Optional.of(new GridClaim(chosen, false));
    }

    /** Networks in steps, for an engine on a grid. */
    GridPlan onGrid() {
        return onGrid;
    }

    /** The grid that was chosen, if one was. */
    Optional<GridClaim> grid() {
        return grid;
    }

    /** Number of cases. */
    public int size() {
        return cases.size();
    }

    List<Case> cases() {
        return cases;
    }

    /** The run of what was added through the engine that a command starts. */
    public ConformanceRun with(List<String> command, Limits limits) {
        return new Conformance(command, this, limits, Optional.empty());
    }

    /** The same, and then small networks are looked for at which the engine fails as it has failed. */
    public ConformanceRun with(List<String> command, Limits limits, ShrinkLimits shrinking) {
        return new Conformance(command, this, limits, Optional.of(shrinking));
    }
}
