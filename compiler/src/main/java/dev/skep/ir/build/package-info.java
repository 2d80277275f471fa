/** IR as front ends write it: op by op in textual order, with variables that become SSA values (Braun et al., 2013). */
@NullMarked
package dev.skep.ir.build;

import org.jspecify.annotations.NullMarked;
