/**
 * What the compiler does to IR, one class per step, each named by what it does. A step takes a sound function and returns a sound one that
 * means the same; it keeps nothing in between.
 *
 * <p>The verifier is the other reader of what comes out, so some things that are right by arithmetic alone are not done here: a packet
 * pointer at a variable offset is neither merged with another nor computed again, the end of a packet is only ever compared with, a
 * pointer is compared with null as a pointer, a scalar that leads to an address is not taken from before a branch that may have bounded it,
 * and no load moves above the branch that guards it.
 */
@NullMarked
package dev.skep.compiler.pass;

import org.jspecify.annotations.NullMarked;
