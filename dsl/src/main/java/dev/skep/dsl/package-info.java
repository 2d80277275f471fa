/** The fluent API: objects, programs, typed values, structs and maps. */
@NullMarked
package dev.skep.dsl;

import org.jspecify.annotations.NullMarked;
