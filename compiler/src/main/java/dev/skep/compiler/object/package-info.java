/** From a unit and its generated code to the object model: types to BTF, first values to bytes, names to what loaders look for. */
@NullMarked
package dev.skep.compiler.object;

import org.jspecify.annotations.NullMarked;
