/**
 * What companion classes need at run time, beside the JDK: {@link ObjectCopy}, for {@code configure()} alone. It depends on nothing else, so
 * that this package can be all of Skep that is there when a program is loaded; the views of a companion do without it.
 */
@NullMarked
package dev.skep.lang.companion;

import org.jspecify.annotations.NullMarked;
