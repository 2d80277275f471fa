package dev.skep.testkit;

/**
 * What one test run of a program gave.
 *
 * @param returnValue what the program returned, the verdict
 * @param data the packet as the program left it
 * @param context the context as the program left it; empty when none was given
 * @param durationNanos the average time of one run as the kernel measured it; 0 where it does not measure
 */
public record Run(int returnValue, byte[] data, byte[] context, int durationNanos) {}
