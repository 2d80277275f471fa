/** Assembly text. */
@NullMarked
package dev.skep.asm.text;

import org.jspecify.annotations.NullMarked;
