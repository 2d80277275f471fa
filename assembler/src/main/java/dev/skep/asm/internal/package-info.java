/** How code becomes bytes: checked narrowing, the flow of a function, long jumps, layout, encoding. */
@NullMarked
package dev.skep.asm.internal;

import org.jspecify.annotations.NullMarked;
