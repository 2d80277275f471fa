/** What {@code ./demo} runs: a sample's object in the kernel of this machine. */
@NullMarked
package dev.skep.samples.demo;

import org.jspecify.annotations.NullMarked;
