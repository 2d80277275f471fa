/** What a loader would refuse, found before anything is written. */
@NullMarked
package dev.skep.object.internal.rules;

import org.jspecify.annotations.NullMarked;
