/** Programs of {@link dev.skep.bench.programs} in the fluent API: tests compare what they do and how long they are. */
@NullMarked
package dev.skep.bench.dsl;

import org.jspecify.annotations.NullMarked;
