package io.github.goldspike.diagnosis;

/** A program that finds other spikes than those of the network that it reads. */
class Finding extends Program {

    @Override
    final boolean findsSpikes() {
        return false;
    }
}
