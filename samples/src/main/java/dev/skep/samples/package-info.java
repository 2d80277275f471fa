/** Samples: one class, one idea. */
@NullMarked
package dev.skep.samples;

import org.jspecify.annotations.NullMarked;
