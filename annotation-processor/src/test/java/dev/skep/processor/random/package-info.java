/**
 * Java by chance. A program is a tree of {@link Node}s, each of which knows its text in two classes: one that our processor compiles, and its
 * twin for the JVM, in which operations without a sign and divisions by zero are spelled out. Everything else is the same text.
 */
package dev.skep.processor.random;
