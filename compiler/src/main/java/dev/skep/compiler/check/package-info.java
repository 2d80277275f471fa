/** What the compiler holds against a user's program before the verifier would, each finding at the guilty line. */
@NullMarked
package dev.skep.compiler.check;

import org.jspecify.annotations.NullMarked;
