/** The pipeline from IR to object, its options and its diagnostics. */
@NullMarked
package dev.skep.compiler;

import org.jspecify.annotations.NullMarked;
