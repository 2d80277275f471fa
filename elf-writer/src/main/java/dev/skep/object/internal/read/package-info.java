/** From a file back to the object: what its sections, symbols and links mean. */
@NullMarked
package dev.skep.object.internal.read;

import org.jspecify.annotations.NullMarked;
