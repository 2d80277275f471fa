/** From typed IR to machine IR: which instructions compute what each op says. */
@NullMarked
package dev.skep.compiler.machine.selection;

import org.jspecify.annotations.NullMarked;
