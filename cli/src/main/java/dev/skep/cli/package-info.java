/** Thin picocli commands over the other modules. */
@NullMarked
package dev.skep.cli;

import org.jspecify.annotations.NullMarked;
