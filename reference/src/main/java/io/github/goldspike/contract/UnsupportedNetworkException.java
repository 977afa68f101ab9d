package io.github.goldspike.contract;

import io.github.goldspike.model.Loss;
import io.github.goldspike.model.Network;

/** A valid network that needs a feature which the engine does not have. */
public final class UnsupportedNetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String detail;

    /**
     * @param pointer JSON pointer of the value that asks for the feature
     * @param detail which feature is missing in which engine
     */
    public UnsupportedNetworkException(String pointer, String detail) {
        super(pointer + ": " + detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    /**
     * Refuses a loss that counts steps, in the name of the engines in continuous time.
     *
     * @throws UnsupportedNetworkException if the network has one
     */
    public static void refuseLossOnSteps(Network network) {
        network.loss().filter(Loss::needsGrid).ifPresent(loss -> {
            throw new UnsupportedNetworkException(
                    "/loss/kind", "\"" + loss.kind() + "\" has a meaning on a grid only (--grid)");
        });
    }

    /**
     * Refuses kernels of section 3.3, in the name of what has currents and leaky membranes only.
     *
     * @param who what does without
     * @throws UnsupportedNetworkException if the network has one
     */
    public static void refuseKernels(Network network, String who) {
        network.firstKernel().ifPresent(pointer -> {
            throw new UnsupportedNetworkException(
                    pointer, who + " has no kernels, only synapses with alpha or tau_syn");
        });
    }

    /** JSON pointer of what the engine does not support. */
    public String pointer() {
        return pointer;
    }

    /** What it does not support, without the place. */
    public String detail() {
        return detail;
    }
}
