package io.github.goldspike.contract;

import java.util.Locale;

/** How the gradient of a loss is derived; the gradient is the same. */
public enum Method {
    /** Forward propagation: [FP eq. 10] and its transpose. */
    FORWARD,
    /** The transposed triangular solve as one backward sweep over events; no Jacobian is kept. */
    ADJOINT,
    /** EventProp of Wunderlich and Pehle: adjoint variables in continuous time with jumps at spikes. */
    EVENTPROP;

    /** The name on the command line. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
