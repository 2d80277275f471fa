/** Java source to IR: checks the subset, lowers statements and expressions, reports at the caret. */
@NullMarked
package dev.skep.processor;

import org.jspecify.annotations.NullMarked;
