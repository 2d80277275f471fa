/** Benchmarks: what a warm JVM does, what a command line costs as a process, and other people's tools beside both. */
@NullMarked
package dev.skep.bench;

import org.jspecify.annotations.NullMarked;
