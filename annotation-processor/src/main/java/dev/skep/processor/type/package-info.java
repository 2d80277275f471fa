/**
 * What Java types mean to the kernel: {@link dev.skep.processor.type.TypeMapping} reads them from declarations, {@link
 * dev.skep.processor.type.JavaType} is what it finds.
 */
@NullMarked
package dev.skep.processor.type;

import org.jspecify.annotations.NullMarked;
