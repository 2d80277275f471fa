/** Benchmarks: JMH for what a warm JVM does, processes for what a command line costs, and other people's tools beside both. */
@NullMarked
package dev.skep.bench;

import org.jspecify.annotations.NullMarked;
