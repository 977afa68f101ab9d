package io.github.goldspike.certified.events;

/** The constants of a neuron that can spike, each as the real that moves moves it. */
public record MovingNeuron(
        Moving beta, Moving threshold, Moving reset, Moving leak, Moving initial, Moving refractory) {}
