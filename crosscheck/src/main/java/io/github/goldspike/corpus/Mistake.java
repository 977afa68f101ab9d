package io.github.goldspike.corpus;

import java.util.Locale;

/** What real programs have got wrong; a network of the corpus is tagged with the mistakes that it brings to light. */
public enum Mistake {
    // Spikes that are there and are not found, or the other way round.
    ONE_SPIKE_PER_NEURON("at most one spike is found for each neuron"),
    ONE_SPIKE_PER_INTERVAL("at most one spike is found between two inputs"),
    MISSED_BETWEEN_INPUTS("spikes are looked for at inputs only, not between or after them"),
    MISSED_WITHOUT_INPUT("a neuron that fires without any input, by its leak or its reset, is not looked at"),
    MISSED_GRAZING("a peak that passes the threshold by little is missed"),
    GHOST_GRAZING("a peak that stays below the threshold by little is taken for a spike"),
    TOUCH_IS_SPIKE("a peak exactly at the threshold is taken for a spike, although V' = 0 there"),
    LATER_CROSSING("a later or a downward crossing is taken for the first one"),
    INTERRUPTED_CROSSING("a spike is predicted and not called off when an inhibitory input arrives first"),
    EVENT_ORDER("events are not handled in the order of their times"),
    SIMULTANEOUS_SPIKES("of spikes at the same time only one is handled"),
    DROPPED_SPIKES("spikes beyond the size of a buffer are lost without a word"),
    HORIZON_OFF("spikes just before or just after the horizon are counted wrongly"),
    GRID_TIMES("spike times are rounded to a grid"),
    // Inputs.
    INPUT_AT_ZERO("an input at time 0 is dropped"),
    EQUAL_TIMES_IN_TRAIN("two equal times in one train count as one spike"),
    MERGED_INPUTS("of inputs that arrive at the same time over different synapses only one counts"),
    FORGOTTEN_INPUTS("inputs from before a neuron's last spike are forgotten: the spike clears the current"),
    CLAMPED_INHIBITION("negative weights, currents or potentials are cut off at zero"),
    // Synapses.
    TRANSPOSED_WEIGHTS("rows and columns of a weight matrix are exchanged"),
    WEIGHT_CONVENTION("a factor of the membrane time constant in the weights is missing or too many"),
    PARALLEL_SYNAPSES("of several synapses between the same two units only one counts"),
    ABSENT_SYNAPSE("a synapse that is absent (null) is treated as one of weight zero, or the other way round"),
    ZERO_WEIGHT_GRADIENT("a synapse of weight zero gets no gradient"),
    IGNORED_SELF_CONNECTION("synapses from a neuron to itself are ignored"),
    IGNORED_RECURRENCE("synapses back to an earlier population are ignored, or come a step late"),
    IGNORED_DELAYS("delays are ignored"),
    TRUNCATED_DELAYS("delays are rounded or cut to steps of a grid"),
    DELAY_AXIS("delays are read with rows and columns exchanged, or as one for each neuron"),
    // Time constants.
    COMMON_ALPHA("one synaptic time constant is taken for all"),
    COMMON_BETA("one membrane time constant is taken for all"),
    ALPHA_AXIS("synaptic time constants of source units are taken for those of target neurons, or the other way round"),
    RATES_EXCHANGED("synaptic and membrane time constants are exchanged"),
    TIME_FOR_RATE("a time constant is taken for a rate, or milliseconds for seconds"),
    EQUAL_RATES_NUDGED("where α = β, one of them is moved a little, or the quotient is taken anyway"),
    CANCELLATION("(e^−βt − e^−αt)/(α − β) is evaluated as written although α is near β"),
    OVERFLOW("exponentials of absolute times or of large products overflow, underflow or lose all digits"),
    ONLY_SIMPLE_RATIOS("closed forms for α = β or α = 2β are used for other ratios"),
    // What happens at a spike.
    SHARED_THRESHOLD("one threshold is taken for all neurons"),
    RESET_TO_ZERO("V is set to 0 after a spike, whatever the reset"),
    SUBTRACTED_THRESHOLD("the threshold is subtracted from V after a spike, whatever the reset"),
    RESET_TO_LEAK("V is set to the resting potential after a spike"),
    IGNORED_LEAK("the resting potential is ignored"),
    IGNORED_INITIAL("the potential at time 0 is ignored"),
    IGNORED_REFRACTORY("the refractory period is ignored"),
    REFRACTORY_STOPS_CURRENT("the synaptic current stands still or is lost during the refractory period"),
    // Currents.
    CURRENTS_IGNORED("an input current is ignored"),
    CURRENTS_LOST_WHILE_HELD(
            "what an input current does during the refractory period is lost: jumps in it, or the time itself"),
    CURRENTS_LATE("a jump of an input current acts one step late"),
    CURRENT_CONVENTION("a factor of the membrane time constant in an input current is missing or too many"),
    CURRENTS_BY_EULER("an input current is integrated by Euler's method while the rest is exact"),
    DIVIDED_BY_NO_LEAK("a membrane without leak divides by zero, or gets a small leak in its place"),
    // Kernels.
    KERNEL_AS_CURRENT("a kernel of the potential is taken for one of the current and filtered by the membrane"),
    KERNEL_POWERS("the powers of t in a kernel are ignored, or taken with a factor of their rate or factorial"),
    LAST_FALL_ONLY("V falls by the reset kernel of the last spike only; what is left of earlier ones is forgotten"),
    FALL_NOT_SCALED("the reset kernel is taken as it stands, not times threshold − reset"),
    RESET_KERNEL_IGNORED("V is set to the reset, or falls as a membrane does, whatever the reset kernel"),
    // Gradients.
    OWN_SPIKE_TERM("the gradient of a spike forgets that it depends on the neuron's own earlier spikes"),
    SLOPE_WITHOUT_RESET("the slope at a spike is taken without the resets of earlier spikes"),
    LEAK_IN_SLOPE("the slope at a spike, or the jump of the adjoint, is taken without the leak"),
    UNIT_JUMP("the jump of the adjoint at a spike lacks its factor"),
    EPSILON_IN_DENOMINATOR("a constant is added to a slope, or a small slope is replaced, before dividing by it"),
    LAST_SPIKE_ONLY("only the last spike of a neuron gets or passes on a gradient"),
    FIRST_SPIKE_ONLY("only the first spike of a neuron gets or passes on a gradient"),
    NO_HIDDEN_GRADIENT("the gradient does not pass through hidden spikes, or not around a loop"),
    ONE_SIDED_AT_TIE("a one-sided derivative is given for a gradient where two events coincide"),
    // Losses.
    REGULARISER_SIGN("the regulariser of the first-spike loss has the wrong sign"),
    REGULARISER_MISSING("the regulariser of the first-spike loss, or its gradient, is missing"),
    SOFTMAX_TEMPERATURE("a time constant of the first-spike loss is wrong or exchanged"),
    LOSS_OVER_ALL_SPIKES("the first-spike loss takes all spikes or the last instead of the first"),
    SILENT_LABEL("a label neuron that stays silent gets a made-up spike time"),
    SILENT_IN_SOFTMAX("silent neurons stay in the softmax sum with a made-up spike time"),
    WRONG_TARGET("the loss takes another neuron or spike than the listed one"),
    VOLTAGE_JUMP("the jumps of the voltage at spikes are left out of the gradient of a voltage loss"),
    VOLTAGE_ON_GRID("the integral of a voltage loss is a sum over a grid, or is not divided as defined"),
    KAPPA_IGNORED("the discount of the voltage integral is ignored"),
    READOUT_FIRES("a readout without threshold spikes or is reset"),
    // Numbers.
    BINARY32("binary32 arithmetic is declared as binary64"),
    ABSOLUTE_TOLERANCE("a root finder stops at an absolute tolerance, or a floor, that does not fit the scale");

    private final String sentence;

    Mistake(String sentence) {
        this.sentence = sentence;
    }

    /** The name in the index. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What such a program does. */
    public String sentence() {
        return sentence;
    }
}
