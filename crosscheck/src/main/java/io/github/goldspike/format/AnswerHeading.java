package io.github.goldspike.format;

/**
 * What an answer file says about itself.
 *
 * @param networkId the network's name for people
 * @param networkSha256 of the bytes of the network file, in lower-case hexadecimal
 * @param digits significant digits of the reals
 * @param certified whether the engine proves what it prints
 */
public record AnswerHeading(String networkId, String networkSha256, int digits, boolean certified) {}
