/** What follows from the blocks and calls of a program: predecessors, dominators, who calls whom. */
@NullMarked
package dev.skep.ir.graph;

import org.jspecify.annotations.NullMarked;
