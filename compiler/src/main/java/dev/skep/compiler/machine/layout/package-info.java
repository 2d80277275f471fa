/** The last steps to code: where in the frame everything lies, in which order blocks stand, and the instructions themselves. */
@NullMarked
package dev.skep.compiler.machine.layout;

import org.jspecify.annotations.NullMarked;
