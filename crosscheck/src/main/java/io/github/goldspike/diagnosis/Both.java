package io.github.goldspike.diagnosis;

import io.github.goldspike.diagnosis.Circuit.Cell;
import io.github.goldspike.diagnosis.Circuit.Wire;
import io.github.goldspike.diagnosis.Spikes.Arrival;
import io.github.goldspike.model.Network;
import java.util.OptionalDouble;

/** A program with two mistakes: what the first makes of the right thing, the second makes its own of. */
final class Both extends Program {

    private final Program first;
    private final Program second;

    Both(Program first, Program second) {
        this.first = first;
        this.second = second;
    }

    @Override
    Circuit reads(Circuit given, Network network) {
        return second.reads(first.reads(given, network), network);
    }

    @Override
    boolean findsSpikes() {
        return first.findsSpikes() && second.findsSpikes();
    }

    @Override
    Watch watch() {
        return second.watch() == Watch.RIGHT ? first.watch() : second.watch();
    }

    @Override
    boolean looksAtArrivals() {
        return first.looksAtArrivals() || second.looksAtArrivals();
    }

    @Override
    boolean oneForEachArrival() {
        return first.oneForEachArrival() || second.oneForEachArrival();
    }

    @Override
    double reset(Cell cell, double potential) {
        double one = first.reset(cell, potential);
        return one == cell.reset() ? second.reset(cell, potential) : one;
    }

    @Override
    boolean clearsCurrents() {
        return first.clearsCurrents() || second.clearsCurrents();
    }

    @Override
    boolean losesJumpsWhileHeld() {
        return first.losesJumpsWhileHeld() || second.losesJumpsWhileHeld();
    }

    @Override
    boolean losesArrivalsWhileHeld() {
        return first.losesArrivalsWhileHeld() || second.losesArrivalsWhileHeld();
    }

    @Override
    boolean movesWhileHeld() {
        return first.movesWhileHeld() || second.movesWhileHeld();
    }

    @Override
    boolean freezesCurrentsWhileHeld() {
        return first.freezesCurrentsWhileHeld() || second.freezesCurrentsWhileHeld();
    }

    @Override
    OptionalDouble impulse(Wire wire) {
        return first.impulse(wire).isPresent() ? first.impulse(wire) : second.impulse(wire);
    }

    @Override
    double rateAtOnce(double own, double before) {
        return second.rateAtOnce(first.rateAtOnce(own, before), before);
    }

    @Override
    boolean looksAtHorizon() {
        return first.looksAtHorizon() && second.looksAtHorizon();
    }

    @Override
    double reportedTime(double right) {
        return second.reportedTime(first.reportedTime(right));
    }

    @Override
    int mostSpikes() {
        return Math.min(first.mostSpikes(), second.mostSpikes());
    }

    @Override
    int mostSpikesInAll() {
        return Math.min(first.mostSpikesInAll(), second.mostSpikesInAll());
    }

    @Override
    boolean stops(int spikes, int inFlight) {
        return first.stops(spikes, inFlight) || second.stops(spikes, inFlight);
    }

    @Override
    double penaltyFactor() {
        return first.penaltyFactor() * second.penaltyFactor();
    }

    @Override
    double temperatureSign() {
        return first.temperatureSign() * second.temperatureSign();
    }

    @Override
    boolean silentSpikeAtHorizon() {
        return first.silentSpikeAtHorizon() || second.silentSpikeAtHorizon();
    }

    @Override
    double squareFactor(int targets) {
        return 2 * first.squareFactor(targets) * second.squareFactor(targets);
    }

    @Override
    int targetIndex(int index) {
        return second.targetIndex(first.targetIndex(index));
    }

    @Override
    boolean counts(Arrival arrival) {
        return first.counts(arrival) && second.counts(arrival);
    }

    @Override
    double samples(Arrival arrival) {
        return first.samples(arrival) == arrival.time() ? second.samples(arrival) : first.samples(arrival);
    }

    @Override
    boolean forgetsCausesBeforeOwnSpike() {
        return first.forgetsCausesBeforeOwnSpike() || second.forgetsCausesBeforeOwnSpike();
    }

    @Override
    boolean forgetsAtReset() {
        return first.forgetsAtReset() || second.forgetsAtReset();
    }

    @Override
    double own(double right, double decay, double decayBefore) {
        return second.own(first.own(right, decay, decayBefore), decay, decayBefore);
    }

    @Override
    double through(Circuit circuit, Wire wire) {
        return first.through(circuit, wire) * second.through(circuit, wire);
    }

    @Override
    double slope(Cell cell, double right, double fallen) {
        return second.slope(cell, first.slope(cell, right, fallen), fallen);
    }

    @Override
    double reportedGradient(Wire wire, Cell target, double right) {
        return second.reportedGradient(wire, target, first.reportedGradient(wire, target, right));
    }

    @Override
    double reportedLoss(double right) {
        return second.reportedLoss(first.reportedLoss(right));
    }

    @Override
    boolean differentiates() {
        return first.differentiates() && second.differentiates();
    }

    @Override
    double step() {
        return Math.min(first.step(), second.step());
    }
}
