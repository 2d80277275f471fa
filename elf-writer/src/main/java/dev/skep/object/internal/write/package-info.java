/** From an object to its file: where code, data, maps and tables lie, and the sections, symbols and links that say so. */
@NullMarked
package dev.skep.object.internal.write;

import org.jspecify.annotations.NullMarked;
