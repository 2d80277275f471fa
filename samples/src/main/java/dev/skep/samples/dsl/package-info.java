/** Samples of the fluent API: one class, one object. */
@NullMarked
package dev.skep.samples.dsl;

import org.jspecify.annotations.NullMarked;
