/** The source as javac attributed it: what trees refer to, where they stand, what they are worth; and the way back to the user. */
@NullMarked
package dev.skep.processor.source;

import org.jspecify.annotations.NullMarked;
