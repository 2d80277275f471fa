/** Code as a list of elements, the builder that makes it, and the encoder that turns it into bytes. */
@NullMarked
package dev.skep.asm;

import org.jspecify.annotations.NullMarked;
