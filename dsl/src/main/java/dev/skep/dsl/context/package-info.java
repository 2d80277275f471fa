/**
 * What the kernel hands to programs, a class for each kind: its fields are constants, which {@link dev.skep.dsl.Context#get} and
 * {@link dev.skep.dsl.Context#set} take. Which programs may read and write a field is as the kernel's verifier has it; another access is an
 * exception at its line.
 */
@NullMarked
package dev.skep.dsl.context;

import org.jspecify.annotations.NullMarked;
