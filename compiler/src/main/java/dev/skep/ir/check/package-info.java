/** What sound IR is: the typing of ops, the shape of functions, definitions before uses. */
@NullMarked
package dev.skep.ir.check;

import org.jspecify.annotations.NullMarked;
