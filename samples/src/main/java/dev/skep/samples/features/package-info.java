/** One feature of annotated Java in each class, with a little job to do. {@code samples/README.md} is the table of contents. */
@NullMarked
package dev.skep.samples.features;

import org.jspecify.annotations.NullMarked;
