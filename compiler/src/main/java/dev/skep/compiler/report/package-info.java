/** What people may ask to see of a compilation beside its object: listings of its stages, and numbers about them. */
@NullMarked
package dev.skep.compiler.report;

import org.jspecify.annotations.NullMarked;
