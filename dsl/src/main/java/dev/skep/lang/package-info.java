/** The words of annotated Java: annotations, contexts, cells, maps and helpers. Signatures only. */
@NullMarked
package dev.skep.lang;

import org.jspecify.annotations.NullMarked;
